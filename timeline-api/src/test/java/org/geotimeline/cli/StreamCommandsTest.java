package org.geotimeline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Commands that read events or write files: replay, tail and export. */
class StreamCommandsTest extends AgainstCannedServer {

    @Nested
    class Replay {

        private static String event(int position) {
            return "{\"position\":%d,\"type\":\"ListingLifted\",\"body\":{\"position\":7,\"title\":\"Қ\"}}\n"
                    .formatted(position);
        }

        private static CannedServer.Canned stream(String text, boolean isCut) {
            return exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
                byte[] bytes = text.getBytes(UTF_8);
                exchange.sendResponseHeaders(200, isCut ? bytes.length + 10L : 0);
                exchange.getResponseBody().write(bytes);
                exchange.getResponseBody().flush();
                exchange.close();
            };
        }

        @Test
        void copies_the_lines_and_reports_its_position() {
            server.on("/replay", stream(event(5) + event(6), false));

            assertThat(ask("replay", "--from", "5", "--to", "6", "--type", "ListingLifted", "--actor", "RUS"))
                    .isEqualTo(new Ran(
                            0, event(5) + event(6), "done: 2 events, position 6 reached; --from 7 continues\n"));
            assertThat(server.question(0)).isEqualTo("/replay?from=5&to=6&type=ListingLifted&actor=RUS");
        }

        @Test
        void that_is_cut_gives_whole_lines_only_and_is_partly_done() {
            server.on("/replay", stream(event(1) + event(2) + "{\"position\":3,", true));

            Ran ran = ask("replay");

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.out()).isEqualTo(event(1) + event(2));
            assertThat(ran.err())
                    .startsWith("timeline: the stream ended early: ")
                    .endsWith("  2 events, position 2 reached; --from 3 continues\n");
        }

        @Test
        void that_ends_in_the_middle_of_a_line_is_partly_done_though_the_server_ended_it_well() {
            server.on("/replay", stream(event(1) + "{\"position\":2,\"ty", false));

            Ran ran = ask("replay");

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.out()).isEqualTo(event(1));
        }

        @Test
        void that_falls_silent_ends() {
            server.on("/replay", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(event(1).getBytes(UTF_8));
                exchange.getResponseBody().flush();
            });

            Ran ran = ask("replay", "--timeout", "1");

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.out()).isEqualTo(event(1));
            assertThat(ran.err()).contains("no bytes arrived for 1 s");
        }

        @Test
        void of_a_type_that_is_not_there_shows_the_problem() {
            server.on(
                    "/replay",
                    400,
                    "{\"detail\":\"no act is called 'Listed'\",\"errors\":[{\"parameter\":\"type\","
                            + "\"detail\":\"no act is called 'Listed'\",\"nearest\":[\"ListingLifted\"]}]}");

            assertThat(ask("replay", "--type", "Listed")).isEqualTo(new Ran(2, "", """
                timeline: no act is called 'Listed'
                  parameter type: did you mean ListingLifted?
                """));
        }
    }

    @Nested
    class Tail {

        @Test
        void prints_one_act_a_line_and_polls_for_new_acts() {
            server.on("/health", 200, "{\"position\":5}")
                    .on("/health", 200, "{\"position\":5}")
                    .on("/health", 200, "{\"position\":6}")
                    .on("/replay", Replay.stream(Replay.event(5), false))
                    .on("/replay", Replay.stream(Replay.event(6), false));

            assertThat(ask("tail", "--from", "5", "--count", "2", "--actor", "RUS"))
                    .isEqualTo(new Ran(
                            0, "5  ListingLifted  Қ\n6  ListingLifted  Қ\n", "done: 2 events; --from 7 continues\n"));
            assertThat(server.asked().stream().map(CannedServer.Asked::query).filter(query -> !query.isEmpty()))
                    .containsExactly("from=5&actor=RUS", "from=6&actor=RUS");
        }

        @Test
        void as_json_has_the_events_as_replay_has_them() {
            server.on("/health", 200, "{\"position\":6}").on("/replay", Replay.stream(Replay.event(6), false));

            assertThat(ask("tail", "--from", "6", "--count", "1", "--json").out())
                    .isEqualTo(Replay.event(6));
        }

        @Test
        void that_is_cut_is_partly_done_and_names_the_option_that_continues() {
            server.on("/health", 200, "{\"position\":9}").on("/replay", Replay.stream(Replay.event(8), true));

            Ran ran = ask("tail", "--from", "8");

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.err()).contains("the stream ended early: ").endsWith("1 events; --from 9 continues\n");
        }

        @Test
        void from_behind_the_end_is_wrong_usage() {
            server.on("/health", 200, "{\"position\":9}");

            assertThat(ask("tail", "--from", "11"))
                    .isEqualTo(new Ran(2, "", "timeline: position 11 is past the end of the ledger, which is 9\n"));
        }

        @Test
        void of_fewer_than_one_act_is_wrong_usage() {
            assertThat(ask("tail", "--count", "0").exitCode()).isEqualTo(2);
        }
    }

    @Nested
    class Exporting {

        private static final String SHEET = "# complete: true\r\nactor,value\r\nRUS,BANNED\r\n";

        @Test
        void an_answer_is_written_as_the_server_writes_it() throws IOException {
            server.on("/stances.csv", 200, SHEET).on("/acts.ndjson", 200, SHEET);
            Path file = folder.resolve("stances.csv");

            assertThat(ask("export", "/api/v1/stances?subject=TAL&q=a%20b", "--out", file.toString()))
                    .isEqualTo(new Ran(0, "", ""));
            assertThat(file).hasContent(SHEET);
            assertThat(ask("export", "acts", "--format", "ndjson").out()).isEqualTo(SHEET);
            assertThat(server.question(0)).isEqualTo("/stances.csv?subject=TAL&q=a b");
        }

        @Test
        void an_incomplete_answer_is_partly_done() {
            server.on("/acts.csv", exchange -> {
                exchange.getResponseHeaders().set("Timeline-Complete", "false");
                CannedServer.json(200, SHEET).answer(exchange);
            });

            Ran ran = ask("export", "acts");

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.err()).contains("narrow the question");
        }

        @Test
        void a_problem_leaves_the_old_file() throws IOException {
            server.on("/stances.csv", 400, UNKNOWN_ACTOR);
            Path file = Files.writeString(folder.resolve("kept.csv"), "as it was");

            Ran ran = ask("export", "stances?actor=RUSS", "--out", file.toString());

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(file).hasContent("as it was");
        }

        @Test
        void either_a_question_or_the_ledger_is_required() {
            for (String[] wrong : new String[][] {
                {"export"},
                {"export", "acts", "--log", "x"},
                {"export", "acts", "--to", "5"},
                {"export", "--log", "x", "--format", "csv"},
                {"export", "../acts"},
                {"export", "acts?q=%zz"},
                {"export", "http://elsewhere/acts"}
            }) {
                Ran ran = ask(wrong);
                assertThat(ran.exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
            }
            assertThat(server.asked()).isEmpty();
        }
    }
}
