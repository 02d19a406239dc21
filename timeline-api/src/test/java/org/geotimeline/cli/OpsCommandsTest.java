package org.geotimeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** Commands of operators. */
class OpsCommandsTest extends AgainstCannedServer {

    @Nested
    class Ops {

        private static final String VIEW = """
            {"name":"%s","serving":%s,"state":"%s","applied":600,"behind":12,"secondsBehind":%s,"parked":%d,\
            "here":true,"failures":0,"failure":null}\
            """;

        private static final String WELL = VIEW.formatted("stance_v2", true, "live", 0.25, 0);

        private static String page(String wrong, String feedLag, String... views) {
            return """
                {"status":"up","wrong":[%s],"version":"0.1.0","startedAt":"2026-03-01T10:00:00Z",\
                "at":"2026-03-01T11:00:00Z","ledger":{"position":612,"recordedAt":"2026-03-01T10:59:00Z",\
                "database":"18.6","bytes":5200000,"databaseBytes":70300000},"views":[%s],\
                "feed":{"topic":"timeline.acts.v1","published":612,"behind":0,"secondsBehind":%s,"failure":null},\
                "appends":{"count":612,"conflicts":3,"failures":0,"waiting":1,"seconds":{"p50":0.002,"p99":0.0119}},\
                "imports":[{"id":"I-1","what":"un-consolidated","state":"running","done":40,"total":1000}],\
                "disk":{"folder":"/data","freeBytes":5200000000,"totalBytes":10000000000},"links":{}}\
                """.formatted(wrong, String.join(",", views), feedLag);
        }

        @Test
        void is_one_page_of_the_ledger_the_feed_and_every_view() {
            server.on("/ops", 200, page("", "0.0", WELL));

            assertThat(ask("ops")).isEqualTo(new Ran(0, """
                All is well.

                server    timeline 0.1.0, since 2026-03-01T10:00:00Z
                ledger    612 events, 5.2 MB, the last recorded at 2026-03-01T10:59:00Z
                database  PostgreSQL 18.6, 70.3 MB
                feed      timeline.acts.v1 up to position 612, 0 events and 0.0 s behind
                appends   612, of these 3 in conflict and 0 failed; 1 wait; 99 of 100 within 0.012 s
                import    un-consolidated running, 40 of 1000 rows (I-1)
                disk      5.2 GB of 10.0 GB free at /data

                view       answers  state  applied  behind  seconds  parked
                stance_v2  yes      live   600      12      0.3      0
                """, ""));
        }

        @Test
        void what_is_wrong_comes_first_and_is_the_exit_code() {
            server.on(
                    "/ops",
                    200,
                    page("\"stance_v2 has parked 1 act\"", "0.0", VIEW.formatted("stance_v2", true, "live", 0, 1)));

            Ran ran = ask("ops");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out()).startsWith("One thing is wrong.\n  stance_v2 has parked 1 act\n\n");
            assertThat(ask("ops", "--json").exitCode()).isEqualTo(1);
        }

        @Test
        void a_lag_above_the_bound_is_wrong_for_what_answers_and_for_the_feed_only() {
            server.on(
                    "/ops",
                    200,
                    page(
                            "",
                            "61.5",
                            VIEW.formatted("stance_v2", true, "live", 90, 0),
                            VIEW.formatted("stance_v3", false, "building", 900, 0)));

            assertThat(ask("ops").out())
                    .startsWith("2 things are wrong.\n  stance_v2 lags 90.0 s behind the ledger, more than 60\n"
                            + "  the feed timeline.acts.v1 lags 61.5 s behind the ledger, more than 60\n");
            assertThat(ask("ops", "--lag", "120").exitCode()).isZero();
            assertThat(ask("ops", "--lag=-1").exitCode()).isEqualTo(2);
        }

        @Test
        void without_its_database_or_a_feed_it_shows_the_rest() {
            server.on("/ops", 200, """
                {"status":"degraded","wrong":["the ledger does not answer: the database has not answered for 3 s"],\
                "version":"0.1.0","startedAt":"2026-03-01T10:00:00Z","ledger":null,"views":[{"name":"stance_v2",\
                "serving":true,"state":"live","applied":600,"behind":null,"secondsBehind":null,"parked":0}],\
                "feed":null,"appends":{"count":0,"conflicts":0,"failures":0,"waiting":0,"seconds":{}},\
                "imports":[],"disk":null}\
                """);

            Ran ran = ask("ops");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out())
                    .contains("feed      none\n")
                    .contains("stance_v2  yes      live   600              ?        0\n")
                    .doesNotContain("ledger  ", "disk");
        }

        @Test
        void watched_is_shown_again_until_interrupted_and_survives_an_unreachable_server() {
            Thread here = Thread.currentThread();
            server.on("/ops", 200, page("", "0.0", WELL))
                    .on("/ops", 503, "{\"detail\":\"starting\"}")
                    .on("/ops", exchange -> {
                        CannedServer.json(200, page("", "0.0", WELL)).answer(exchange);
                        here.interrupt();
                    });

            Ran ran = Ran.timeline(Map.of(), folder, Ansi.ON, "ops", "--watch", "--server", server.url());

            assertThat(Thread.interrupted()).isTrue();
            assertThat(ran.out()).startsWith("\u001b[H\u001b[2J").contains("All is well.");
            assertThat(ran.err()).contains("starting");
            assertThat(server.asked()).hasSize(3);
        }

        @Test
        void parked_acts_are_listed_of_one_view_or_of_all_that_have_some() {
            server.on("/ops", 200, page("", "0.0", WELL, VIEW.formatted("acts_v1", true, "live", 0, 2)))
                    .on("/ops/views/acts_v1/parked", 200, """
                        [{"view":"acts_v1","timeline":["ACT-7"],"position":7,"act":"ACT-7","cause":"no such day",\
                        "behind":null,"tries":3,"wanted":true,"parkedAt":"2026-03-01T10:00:00Z"},\
                        {"view":"acts_v1","timeline":["ACT-7"],"position":9,"act":"ACT-7","cause":null,\
                        "behind":7,"tries":0,"wanted":false,"parkedAt":"2026-03-01T10:00:00Z"}]\
                        """)
                    .on("/ops/views/stance_v2/parked", 200, "[]");

            assertThat(ask("ops", "parked")).isEqualTo(new Ran(0, """
                view     position  act    timeline  tries  why
                acts_v1  7         ACT-7  ACT-7     3      no such day (about to be applied again)
                acts_v1  9         ACT-7  ACT-7     0      waits behind position 7
                """, ""));
            assertThat(ask("ops", "parked", "stance_v2", "--limit", "5"))
                    .isEqualTo(new Ran(0, "No act is parked.\n", ""));
            assertThat(server.question(2)).isEqualTo("/ops/views/stance_v2/parked?limit=5");
        }

        @Test
        void a_parked_act_is_tried_again_or_dropped_with_a_reason() {
            server.on("/ops/views/stance_v2/parked/retry", 202, "{\"timelines\":1}")
                    .on("/ops/views/stance_v2/parked/drop", 202, "");

            assertThat(ask("ops", "retry", "stance_v2", "7").out())
                    .isEqualTo("Applied again within seconds: 1 timeline.\n");
            assertThat(ask("ops", "retry", "stance_v2", "--all").exitCode()).isZero();
            assertThat(ask("ops", "drop", "stance_v2", "7", "--reason", "recorded twice")
                            .out())
                    .isEqualTo("stance_v2 excludes position 7 and is being rebuilt.\n");
            assertThat(server.asked()).allMatch(asked -> asked.method().equals("POST"));
            assertThat(server.question(0)).isEqualTo("/ops/views/stance_v2/parked/retry?position=7");
            assertThat(server.question(1)).isEqualTo("/ops/views/stance_v2/parked/retry");
            assertThat(server.question(2))
                    .isEqualTo("/ops/views/stance_v2/parked/drop?position=7&reason=recorded twice");
            assertThat(ask("ops", "retry", "stance_v2").err()).contains("expected one position, or --all");
            assertThat(ask("ops", "retry", "stance_v2", "7", "--all").exitCode())
                    .isEqualTo(2);
            assertThat(ask("ops", "drop", "stance_v2", "7").exitCode()).isEqualTo(2);
            assertThat(ask("ops", "retry", "no_v1", "--all").exitCode()).isEqualTo(3);
            assertThat(server.asked()).hasSize(4);
        }

        @Test
        void versions_are_shown_and_one_becomes_active() {
            String versions = """
                {"view":"stance","versions":[{"name":"stance_v2","serving":true,"stopped":false,"applied":612,\
                "behind":0,"failure":null},{"name":"stance_v3","serving":false,"stopped":true,"applied":0,\
                "behind":612,"failure":null,"progress":{"eventsPerSecond":203.7,"secondsLeft":3}}],"gone":[{"name":\
                "stance_v1","position":600,"bytes":8192}],"served":[{"since":"2026-03-01T10:00:00Z","name":"stance_v2",\
                "before":null,"position":0,"reason":"the first"}]}\
                """;
            server.on("/ops/versions/stance", 200, versions)
                    .on("/ops/versions/stance/serve", 409, "{\"detail\":\"stance_v2 answers already\"}")
                    .on("/ops/versions/stance/serve", 200, versions);

            assertThat(ask("ops", "versions", "stance")).isEqualTo(new Ran(0, """
                version    answers  called off  applied  behind  a second  seconds left  failure
                stance_v2  yes      no          612      0
                stance_v3  no       yes         0        612     204       3

                answered since        version    before  position  reason
                2026-03-01T10:00:00Z  stance_v2          0         the first

                gone from the program  applied  bytes
                stance_v1              600      8192
                """, ""));
            assertThat(ask("ops", "serve", "stance", "stance_v2", "--reason", "compared"))
                    .isEqualTo(new Ran(1, "", "timeline: stance_v2 answers already\n"));
            assertThat(ask("ops", "serve", "stance", "stance_v3", "--reason", "compared")
                            .out())
                    .isEqualTo("stance_v3 answers from now on.\n");
            assertThat(server.question(2)).isEqualTo("/ops/versions/stance/serve?version=stance_v3&reason=compared");
        }

        @Test
        void a_version_is_cancelled_resumed_rebuilt_and_removed_with_a_reason() {
            server.on("/ops/versions/stance/stance_v3/cancel", 202, "{}")
                    .on("/ops/versions/stance/stance_v3/resume", 202, "{}")
                    .on("/ops/versions/stance/call-off", 202, "{}")
                    .on("/ops/views/stance_v3/rebuild", 202, "{}")
                    .on("/ops/versions/stance/stance_v1", 200, "{}");

            assertThat(ask("ops", "cancel", "stance_v3", "--reason", "too slow").out())
                    .isEqualTo("stance_v3 is not built any further until it is resumed.\n");
            assertThat(ask("ops", "resume", "stance_v3").out()).isEqualTo("stance_v3 is being built again.\n");
            assertThat(ask("ops", "call-off", "stance_v3").out())
                    .isEqualTo("stance_v3 is called off, and its rows are removed.\n");
            assertThat(ask("ops", "rebuild", "stance_v3", "--reason", "mended").out())
                    .isEqualTo("stance_v3 is being built again from the first event;"
                            + " timeline ops versions stance shows the progress.\n");
            assertThat(ask("ops", "remove", "stance_v1", "--reason", "of last year")
                            .out())
                    .isEqualTo("stance_v1 is removed.\n");
            assertThat(server.asked())
                    .extracting(asked -> asked.method())
                    .containsExactly("POST", "POST", "POST", "POST", "DELETE");
            assertThat(server.question(0)).isEqualTo("/ops/versions/stance/stance_v3/cancel?reason=too slow");
            assertThat(server.question(2)).isEqualTo("/ops/versions/stance/call-off?version=stance_v3");
            assertThat(server.question(4)).isEqualTo("/ops/versions/stance/stance_v1?reason=of last year");
            assertThat(ask("ops", "cancel", "stance_v3").err()).contains("--reason");
            assertThat(ask("ops", "resume", "stance").err()).contains("'stance' is not a version of a view");
            assertThat(server.asked()).hasSize(5);
        }

        @Test
        void the_self_check_goes_through_all_pages() {
            server.on(
                            "/ops/self-check",
                            200,
                            "{\"from\":1,\"to\":200,\"findings\":[],\"erased\":[7],\"complete\":false}")
                    .on(
                            "/ops/self-check",
                            200,
                            "{\"from\":201,\"to\":300,\"findings\":[],\"erased\":[],\"complete\":true}");

            assertThat(ask("ops", "self-check"))
                    .isEqualTo(new Ran(
                            0,
                            "The ledger is unchanged from position 1 to 300."
                                    + " The text of one event was erased, by an order in the ledger.\n",
                            "checked up to position 200\n"));
            assertThat(server.question(1)).isEqualTo("/ops/self-check?from=201");
        }

        @Test
        void what_was_changed_is_named_and_the_exit_code_is_4() {
            server.on("/ops/self-check", 200, """
                {"from":5,"to":300,"findings":[{"position":7,"what":"no event stands at this position"}],\
                "complete":false}\
                """);

            Ran ran = ask("ops", "self-check", "--from", "5");

            assertThat(ran.exitCode()).isEqualTo(4);
            assertThat(ran.out()).isEqualTo("""
                position  what is wrong
                7         no event stands at this position
                """);
            assertThat(ran.err()).contains("the ledger was changed", "there may be more changes");
        }
    }
}
