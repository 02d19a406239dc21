package org.geotimeline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** Every command through the real parser, against a real HTTP server with answers of the agreed shape. */
class CommandLineTest {

    private static final String AS_OF =
            "\"asOf\":{\"validAt\":\"2024-10-20\",\"knownAt\":\"2024-12-01T23:59:59.999999Z\",\"position\":612},"
                    + "\"rulebook\":\"1.0.0\"";

    private static final String RUSSIA = """
            {"actor":"RUS","subject":"TAL","dimension":"designation","value":"BANNED","certainty":"CERTAIN",\
            "alternatives":[],"process":"ANNOUNCED","since":"2003-03-04","acts":["ACT-0047","ACT-0179"],\
            "rule":"designation-imposed"}""";

    private static final String KAZAKHSTAN = """
            {"actor":"KAZ","subject":"TAL","dimension":"designation","value":null,"certainty":"POSSIBLE",\
            "alternatives":["DELISTED","BANNED","NO_DATA"],"process":"NONE","since":"[..2023-12-29]",\
            "acts":["ACT-0146"]}""";

    private static final String FIJI = """
            {"actor":"FJI","subject":"TAL","dimension":"designation","value":null,"certainty":"NO_DATA",\
            "alternatives":[],"process":null,"since":null,"acts":[]}""";

    private static final String UNKNOWN_ACTOR = """
            {"type":"/problems/bad-question","title":"The question cannot be answered as it was put","status":400,\
            "detail":"no actor 'RUSS' is registered","errors":[{"parameter":"actor",\
            "detail":"no actor 'RUSS' is registered","nearest":["RUS","RWA"]}]}""";

    private static final String REFUSED = """
            {"type":"/problems/refused","title":"The act is refused","status":422,\
            "detail":"the end of the interval is before its start","errors":[{"pointer":"/valid",\
            "detail":"the end of the interval is before its start"},{"pointer":"/actors/0/id",\
            "detail":"no actor 'KAS' is registered","nearest":["KAZ"]}]}""";

    @SuppressWarnings("NullAway.Init")
    private CannedServer server;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Ran ask(String... args) {
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--server";
        all[args.length + 1] = server.url();
        return Ran.timeline(all);
    }

    private static String answer(String summary, String... rows) {
        return "{%s,\"summary\":\"%s\",\"rows\":[%s],\"complete\":true,\"next\":null}"
                .formatted(AS_OF, summary, String.join(",", rows));
    }

    private static String page(String next, String... rows) {
        return "{%s,\"summary\":\"Many.\",\"rows\":[%s],\"complete\":false,\"next\":\"%s\"}"
                .formatted(AS_OF, String.join(",", rows), next);
    }

    @Nested
    class Stance {

        @Test
        void is_told_as_a_sentence_its_clocks_and_an_aligned_table() {
            server.on("/stances", 200, answer("Russia bans the Taliban.", RUSSIA));

            Ran ran = ask("stance", "RUS", "--subject", "TAL", "--valid-at", "2024-10-20", "--known-at", "2024-12-01");

            assertThat(ran).isEqualTo(new Ran(0, """
                            Russia bans the Taliban.
                            valid at 2024-10-20 · known at 2024-12-01T23:59:59.999999Z · position 612 · rulebook 1.0.0

                            actor  subject  dimension    value   process    since       acts
                            RUS    TAL      designation  BANNED  ANNOUNCED  2003-03-04  ACT-0047, ACT-0179
                            """, ""));
            assertThat(server.question(0))
                    .isEqualTo("/stances?subject=TAL&actor=RUS&validAt=2024-10-20&knownAt=2024-12-01");
        }

        @Test
        void says_possibly_and_no_data_and_never_an_empty_value() {
            server.on("/stances", 200, answer("Three.", RUSSIA, KAZAKHSTAN, FIJI));

            Ran ran = ask("stance", "--subject", "TAL", "--dimension", "designation", "--all");

            assertThat(ran.out())
                    .contains("KAZ    TAL      designation  possibly DELISTED or BANNED or no data  NONE")
                    .contains("FJI    TAL      designation  no data\n");
            assertThat(server.question(0)).isEqualTo("/stances?subject=TAL&dimension=designation&all=true");
        }

        @Test
        void sends_every_clock_and_encodes_what_a_url_cannot_carry() {
            server.on("/stances", 200, answer("One.", RUSSIA));

            Ran ran = ask(
                    "stance",
                    "Å & B",
                    "--subject=TAL",
                    "--valid-at=2024-10-20T10:00+05:00",
                    "--position=500",
                    "--rulebook=1.0.0",
                    "--after=ACT-1");

            assertThat(ran.exitCode()).isZero();
            assertThat(server.question(0))
                    .isEqualTo("/stances?subject=TAL&actor=Å & B&validAt=2024-10-20T10:00+05:00&position=500"
                            + "&rulebook=1.0.0&after=ACT-1");
        }

        @Test
        void over_time_has_one_row_an_interval() {
            server.on(
                    "/stances/RUS/TAL",
                    200,
                    answer(
                            "Two intervals.",
                            RUSSIA.replaceFirst("\\{", "{\"from\":\"2003-03-04\",\"to\":\"2025-04-16\","),
                            RUSSIA.replaceFirst("\\{", "{\"from\":\"2025-04-17\",\"to\":null,")
                                    .replace("BANNED", "SUSPENDED")));

            Ran ran = ask("stance", "RUS", "--subject", "TAL", "--history", "intervals", "--dimension", "designation");

            assertThat(ran.out())
                    .contains("RUS    TAL      designation  2003-03-04  2025-04-16  BANNED     ANNOUNCED")
                    .contains("RUS    TAL      designation  2025-04-17              SUSPENDED  ANNOUNCED");
            assertThat(server.question(0)).isEqualTo("/stances/RUS/TAL?dimension=designation");
        }

        @Test
        void as_json_is_the_answer_as_it_was_served() {
            String served = "{ \"summary\" : \"Ünïcode — möglich\",\n \"rows\":[] }\n";
            server.on("/stances", 200, served);

            assertThat(ask("stance", "--subject", "TAL", "--json")).isEqualTo(new Ran(0, served, ""));
        }

        @Test
        void of_an_unknown_actor_names_the_nearest_ones() {
            server.on("/stances", 400, UNKNOWN_ACTOR);

            assertThat(ask("stance", "RUSS", "--subject", "TAL")).isEqualTo(new Ran(2, "", """
                            timeline: no actor 'RUSS' is registered
                              parameter actor: did you mean RUS, RWA?
                            """));
        }

        @Test
        void with_a_problem_as_json_shows_it_beside_the_answer() {
            server.on("/stances", 400, UNKNOWN_ACTOR);

            assertThat(ask("stance", "RUSS", "--subject", "TAL", "--json"))
                    .isEqualTo(new Ran(2, "", UNKNOWN_ACTOR + "\n"));
        }

        @Test
        void without_a_subject_is_a_question_not_put_right() {
            Ran ran = ask("stance", "RUS");

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).isEqualTo("""
                            timeline: Missing required option: '--subject=ACTOR'
                            see timeline stance --help
                            """);
            assertThat(server.asked()).isEmpty();
        }

        @Test
        void over_time_needs_an_actor() {
            Ran ran = ask("stance", "--subject", "TAL", "--history", "intervals");

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("--history tells of one actor; name it");
        }

        @Test
        void of_many_pages_is_one_table_and_settles_its_widths_on_the_first() {
            server.on("/stances", 200, page("c1", RUSSIA))
                    .on("/stances", 200, page("c2", KAZAKHSTAN))
                    .on("/stances", 200, answer("Many.", FIJI));

            Ran ran = ask("stance", "--subject", "TAL");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out().lines().filter(line -> line.startsWith("actor")))
                    .hasSize(1);
            assertThat(ran.out()).contains("RUS", "KAZ", "FJI");
            assertThat(ran.out().lines().filter(line -> line.equals("Many."))).hasSize(1);
            assertThat(server.asked()).hasSize(3);
            assertThat(server.question(1)).isEqualTo("/stances?subject=TAL&cursor=c1");
            assertThat(server.question(2)).isEqualTo("/stances?subject=TAL&cursor=c2");
        }

        @Test
        void with_a_limit_stops_there_and_says_that_there_is_more() {
            server.on("/stances", 200, page("c1", RUSSIA, KAZAKHSTAN)).on("/stances", 200, page("c2", FIJI, RUSSIA));

            Ran ran = ask("stance", "--subject", "TAL", "--limit", "3");

            assertThat(ran.out().lines().filter(line -> line.contains("designation")))
                    .hasSize(3);
            assertThat(ran.err()).isEqualTo("there are more rows than these\n");
            assertThat(server.question(0)).isEqualTo("/stances?subject=TAL&limit=3");
            assertThat(server.question(1)).isEqualTo("/stances?subject=TAL&limit=1&cursor=c1");
        }

        @Test
        void of_a_server_that_turns_in_circles_ends_all_the_same() {
            server.on("/stances", 200, page("c1", RUSSIA));

            Ran ran = ask("stance", "--subject", "TAL");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("the same page again and again");
            assertThat(server.asked()).hasSize(2);
        }

        @Test
        void as_json_is_one_page_and_says_how_to_go_on() {
            server.on("/stances", 200, page("c1", RUSSIA));

            Ran ran = ask("stance", "--subject", "TAL", "--json");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.err()).isEqualTo("there are more rows than these; --cursor c1 goes on\n");
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Nested
    class Explain {

        @Test
        void shows_the_stance_then_its_rule_acts_and_reports() {
            String why = RUSSIA.replace(
                    "\"acts\":[\"ACT-0047\",\"ACT-0179\"]",
                    "\"acts\":[{\"id\":\"ACT-0047\","
                            + "\"type\":\"ListingImposed\",\"valid\":\"2003-03-04\",\"reports\":[\"R-1\"]}]");
            server.on("/stances/explain", 200, answer("Because a court banned it.", why));

            Ran ran = ask("explain", "RUS", "--subject", "TAL", "--dimension", "designation");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out())
                    .startsWith("Because a court banned it.\n")
                    .contains("RUS    TAL      designation  BANNED  ANNOUNCED  2003-03-04  ACT-0047")
                    .contains("rule  designation-imposed")
                    .contains("""
                            id        type            valid       reports
                            ACT-0047  ListingImposed  2003-03-04  R-1
                            """);
            assertThat(server.question(0)).isEqualTo("/stances/explain?actor=RUS&subject=TAL&dimension=designation");
        }

        @Test
        void needs_a_dimension() {
            assertThat(ask("explain", "RUS", "--subject", "TAL").exitCode()).isEqualTo(2);
        }
    }

    @Nested
    class Participation {

        private static final String SEATS = """
                {"round":"MF-6","kind":"round","year":2024,"date":"2024-10-04","place":"Moscow","entity":"RUS",\
                "role":"host","certainty":"CERTAIN","confidence":"A"}""";

        private static final String NOT_RECORDED = """
                {"round":"MF-6","kind":"round","year":2024,"date":"2024-10-04","place":"Moscow","entity":"TKM",\
                "role":null,"certainty":"NO_DATA"}""";

        @Test
        void has_one_row_a_seat_and_calls_not_recorded_by_its_name() {
            server.on("/forums/moscow-format/participation", 200, answer("Round six.", SEATS, NOT_RECORDED));

            Ran ran = ask("participation", "moscow-format", "--by", "year", "--year", "2024");

            assertThat(ran.out())
                    .contains("MF-6   round  2024  2024-10-04  Moscow  RUS     host          CERTAIN    A\n")
                    .contains("MF-6   round  2024  2024-10-04  Moscow  TKM     not recorded  NO_DATA\n");
            assertThat(server.question(0)).isEqualTo("/forums/moscow-format/participation?by=year&year=2024");
        }

        @Test
        void of_a_forum_that_is_not_there_is_not_found() {
            server.on(
                    "/forums/moskow/participation",
                    404,
                    "{\"title\":\"Not on file\",\"status\":404,\"detail\":\"no forum 'moskow' is registered\"}");

            assertThat(ask("participation", "moskow"))
                    .isEqualTo(new Ran(3, "", "timeline: no forum 'moskow' is registered\n"));
        }
    }

    @Nested
    class Acts {

        private static final String ACT = """
                {"id":"ACT-0172","type":"ListingLifted","family":"listing","phase":"claimed","valid":"2024-09-05",\
                "known":"2024-09-05","actors":[{"id":"KGZ","role":"actor"}],"subjects":[{"id":"TAL"}],\
                "title":{"de":"Streichung","en":"Taken off\\u001b[31m the list"},"confidence":"A"}""";

        @Test
        void are_a_table_and_texts_from_outside_cannot_move_the_cursor() {
            server.on("/acts", 200, answer("One act.", ACT));

            Ran ran = ask(
                    "acts",
                    "--actor=KGZ",
                    "--subject=TAL",
                    "--family=listing",
                    "--type=ListingLifted",
                    "--valid-from=2024-01-01",
                    "--valid-to=2024-12-31",
                    "-q",
                    "court",
                    "--predecessors");

            assertThat(ran.out())
                    .contains("ACT-0172  2024-09-05  ListingLifted  claimed  KGZ     TAL       A"
                            + "           Taken off [31m the list\n")
                    .doesNotContain("\u001b");
            assertThat(server.question(0))
                    .isEqualTo("/acts?type=ListingLifted&family=listing&actor=KGZ&predecessors=true&subject=TAL"
                            + "&q=court&validFrom=2024-01-01&validTo=2024-12-31");
        }

        @Test
        void one_of_them_comes_with_its_reports_and_revisions() {
            server.on(
                            "/acts/ACT-0172",
                            200,
                            ACT.replaceFirst(
                                    "\\{",
                                    "{" + AS_OF
                                            + ",\"marks\":[\"disputed\"],\"reports\":[{\"id\":\"R-1\","
                                            + "\"says\":{\"en\":\"It was removed.\"},\"verdict\":\"confirmed\"}],"))
                    .on(
                            "/acts/ACT-0172/revisions",
                            200,
                            answer(
                                    "Two.",
                                    "{\"n\":1,\"id\":\"ACT-0172\",\"type\":\"ListingLifted\",\"position\":400,"
                                            + "\"recordedAt\":\"2026-01-01T00:00:00Z\",\"knownAt\":\"2024-09-05T23:59:59Z\"}"));

            Ran ran = ask("acts", "ACT-0172", "--known-at", "2024-09-05");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out())
                    .startsWith("ACT-0172: Taken off [31m the list\nvalid at 2024-10-20 · ")
                    .contains("phase       claimed\n", "actors      KGZ\n", "marks       disputed\n")
                    .contains("reports\nid   verdict    says\nR-1  confirmed  It was removed.\n")
                    .contains("""
                            revisions
                            n  id        type           position  recorded              known
                            1  ACT-0172  ListingLifted  400       2026-01-01T00:00:00Z  2024-09-05T23:59:59Z
                            """);
            assertThat(server.question(1)).isEqualTo("/acts/ACT-0172/revisions?knownAt=2024-09-05");
        }

        @Test
        void one_that_was_merged_is_the_one_that_was_kept() {
            server.on("/acts/ACT-9", CannedServer.redirect("/api/v1/acts/ACT-0172?position=5"))
                    .on("/acts/ACT-0172", 200, ACT)
                    .on("/acts/ACT-0172/revisions", 200, answer("None."));

            Ran ran = ask("acts", "ACT-9");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out()).startsWith("ACT-0172: ");
        }

        @Test
        void one_that_was_not_yet_known_is_not_found() {
            server.on("/acts/ACT-1", 404, "{\"title\":\"Not on file\",\"detail\":\"no act 'ACT-1' is on file\"}");

            assertThat(ask("acts", "ACT-1")).isEqualTo(new Ran(3, "", "timeline: no act 'ACT-1' is on file\n"));
        }

        @Test
        void one_of_them_and_filters_do_not_go_together() {
            Ran ran = ask("acts", "ACT-1", "--actor", "RUS");

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("ACT-1 is one act");
        }

        @Test
        void a_revision_is_shown_as_it_is_stored() {
            server.on("/acts/ACT-1/revisions/2", 200, "{\"type\":\"ActCorrected\"}");

            assertThat(ask("acts", "ACT-1", "--revision", "2"))
                    .isEqualTo(new Ran(0, "{\"type\":\"ActCorrected\"}\n", ""));
        }
    }

    @Nested
    class Actors {

        @Test
        void are_found_by_a_part_of_their_name() {
            server.on(
                    "/actors",
                    200,
                    answer(
                            "One actor.",
                            "{\"id\":\"KAZ\",\"kind\":\"state\",\"names\":[{\"lang\":\"en\",\"text\":\"Kazakhstan\"},"
                                    + "{\"lang\":\"kk\",\"text\":\"Қазақстан\"}]}"));

            Ran ran = ask("actors", "-q", "қаз");

            assertThat(ran.out()).contains("id   kind   names\nKAZ  state  Kazakhstan, Қазақстан\n");
            assertThat(server.question(0)).isEqualTo("/actors?q=қаз");
        }
    }

    @Nested
    class Importing {

        private static final String DONE = """
                {"id":"01a","state":"%s","reason":%s,"records":3,"acts":5,"nothingNew":1,"rejects":%d}""";

        private String file() throws IOException {
            return Files.writeString(folder.resolve("list.xml"), "<x/>").toString();
        }

        @Test
        void a_file_is_sent_as_it_is_and_its_import_told() throws IOException {
            server.on("/imports", 201, DONE.formatted("done", "null", 0));

            Ran ran = ask("import", file(), "--format", "un-consolidated", "--dry-run");

            assertThat(ran)
                    .isEqualTo(
                            new Ran(0, "done  01a  3 rows, 5 acts would be recorded, 1 nothing new, 0 rejects\n", ""));
            assertThat(server.asked().getFirst().body()).isEqualTo("<x/>");
            assertThat(server.asked().getFirst().query()).isEqualTo("format=un-consolidated&mode=dry-run");
        }

        @Test
        void what_is_held_is_a_failure_and_rejects_are_partly_done() throws IOException {
            server.on("/imports", 201, DONE.formatted("held", "\"the snapshot is empty\"", 0))
                    .on("/imports", 201, DONE.formatted("done", "null", 2));

            Ran held = ask("import", file(), "--format", "un-consolidated");
            Ran partly = ask("import", file(), "--format", "un-consolidated", "--force", "--share", "0.5");

            assertThat(held.exitCode()).isEqualTo(1);
            assertThat(held.err()).contains("the snapshot is empty");
            assertThat(partly.exitCode()).isEqualTo(5);
            assertThat(partly.err()).contains("/api/v1/imports/01a/rejects");
            assertThat(server.asked().get(1).query())
                    .isEqualTo("format=un-consolidated&mode=commit&share=0.5&force=true");
        }

        @Test
        void an_import_that_takes_longer_is_asked_after_until_it_is_over() throws IOException {
            server.on("/imports", 202, DONE.formatted("running", "null", 0))
                    .on("/imports/01a", 200, DONE.formatted("done", "null", 0));

            Ran ran = ask("import", file(), "--format", "un-consolidated");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out()).startsWith("done  01a");
        }

        @Test
        void a_file_that_is_not_there_is_misuse() {
            assertThat(ask("import", "nowhere", "--format", "x").exitCode()).isEqualTo(2);
        }
    }

    @Nested
    class Recording {

        private static final String RECORDED = """
                {"id":"ACT-1","type":"ListingLifted","position":613,"recordedAt":"2026-01-01T00:00:00Z",\
                "leaf":"ab","outcome":"recorded","possibleDuplicates":["ACT-0146"]}""";

        private static final String NOTHING_NEW = """
                {"id":"ACT-2","type":"ListingLifted","position":12,"outcome":"nothing_new"}""";

        private Path file(String text) throws IOException {
            return Files.writeString(folder.resolve("acts.json"), text);
        }

        @Test
        void one_act_of_many_lines_is_sent_as_it_stands() throws IOException {
            server.on("/acts", 201, RECORDED);
            String act = "{\n  \"type\": \"ListingLifted\",\n  \"id\": \"ACT-1\"\n}\n";

            Ran ran = ask("record", file(act).toString(), "--idempotency-key", "k-1");

            assertThat(ran)
                    .isEqualTo(new Ran(
                            0, "recorded     ACT-1  ListingLifted  position 613  perhaps the same as ACT-0146\n", ""));
            assertThat(server.asked()).containsExactly(new CannedServer.Asked("POST", "/api/v1/acts", "", act, "k-1"));
        }

        @Test
        void many_acts_are_answered_one_line_each_and_exit_partly_done_when_some_were_refused() throws IOException {
            server.on("/acts", 201, RECORDED).on("/acts", 422, REFUSED).on("/acts", 200, NOTHING_NEW);

            Ran ran = ask(
                    "record",
                    file("{\"id\":\"1\"}\n\n{\"id\":\"2\"}\n{\"id\":\"3\"}").toString());

            assertThat(ran).isEqualTo(new Ran(5, """
                            recorded     ACT-1  ListingLifted  position 613  perhaps the same as ACT-0146
                            refused      line 3  the end of the interval is before its start
                            nothing new  ACT-2  ListingLifted  position 12
                            """, """
                            timeline: line 3: the end of the interval is before its start
                              at /valid
                              at /actors/0/id: no actor 'KAS' is registered: did you mean KAZ?
                            2 acts on file, 1 refused
                            """));
        }

        @Test
        void a_broken_first_line_of_many_is_refused_by_itself() throws IOException {
            server.on("/acts", 400, "{\"detail\":\"the body is not JSON\"}").on("/acts", 201, RECORDED);

            Ran ran = ask("record", file("{\"id\":\n{\"id\":\"2\"}\n").toString());

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.out()).startsWith("refused      line 1  the body is not JSON\nrecorded ");
        }

        @Test
        void acts_of_which_none_was_recorded_are_a_failure() throws IOException {
            server.on("/acts", 422, REFUSED);

            assertThat(ask("record", file("{}\n{}\n").toString()).exitCode()).isEqualTo(1);
            assertThat(ask("record", file("{}").toString()).exitCode()).isEqualTo(1);
        }

        @Test
        void a_key_of_many_acts_differs_by_line() throws IOException {
            server.on("/acts", 201, RECORDED);

            Ran ran = ask("record", file("{}\n\n{}\n").toString(), "--idempotency-key", "k");

            assertThat(ran.exitCode()).isZero();
            assertThat(server.asked())
                    .extracting(CannedServer.Asked::idempotencyKey)
                    .containsExactly("k-1", "k-3");
        }

        @Test
        void as_json_answers_one_line_an_act() throws IOException {
            server.on("/acts", 201, RECORDED.replace(",", ",\n")).on("/acts", 422, REFUSED);

            Ran ran = ask("record", file("{}\n{}\n").toString(), "--json");

            assertThat(ran.out()).isEqualTo(RECORDED + "\n" + REFUSED + "\n");
            assertThat(ran.exitCode()).isEqualTo(5);
        }

        @Test
        void reads_standard_input() {
            server.on("/acts", 201, RECORDED);
            InputStream before = System.in;
            try {
                System.setIn(new ByteArrayInputStream("\ufeff{\"title\":{\"ru\":\"Талибан\"}}".getBytes(UTF_8)));
                assertThat(ask("record", "-").exitCode()).isZero();
            } finally {
                System.setIn(before);
            }
            assertThat(server.asked().getFirst().body()).isEqualTo("{\"title\":{\"ru\":\"Талибан\"}}");
        }

        @Test
        void a_list_an_empty_file_and_no_file_are_not_put_right() throws IOException {
            assertThat(ask("record", file("[\n{},\n{}\n]").toString()).err()).contains("is a JSON list");
            assertThat(ask("record", file(" \n \n").toString()).err()).contains("there is no act in");
            Ran ran = ask("record", folder.resolve("none.json").toString());
            assertThat(ran.err()).contains("there is no file");
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(server.asked()).isEmpty();
        }

        @Test
        void a_server_that_goes_away_midway_leaves_it_partly_done_and_says_from_where() throws IOException {
            server.on("/acts", 201, RECORDED).on("/acts", exchange -> exchange.close());

            Ran ran = ask("record", file("{}\n{}\n{}\n").toString());

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.out()).hasLineCount(1);
            assertThat(ran.err()).contains("1 acts are on file; line 2 may be, the lines after it were not sent");
        }
    }

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
        void copies_the_lines_and_says_where_it_is() {
            server.on("/replay", stream(event(5) + event(6), false));

            assertThat(ask("replay", "--from", "5", "--to", "6", "--type", "ListingLifted", "--actor", "RUS"))
                    .isEqualTo(
                            new Ran(0, event(5) + event(6), "done: 2 events, position 6 reached; --from 7 goes on\n"));
            assertThat(server.question(0)).isEqualTo("/replay?from=5&to=6&type=ListingLifted&actor=RUS");
        }

        @Test
        void that_is_cut_gives_whole_lines_only_and_is_partly_done() {
            server.on("/replay", stream(event(1) + event(2) + "{\"position\":3,", true));

            Ran ran = ask("replay");

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.out()).isEqualTo(event(1) + event(2));
            assertThat(ran.err())
                    .startsWith("timeline: the stream broke off: ")
                    .endsWith("  2 events, position 2 reached; --from 3 goes on\n");
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
            assertThat(ran.err()).contains("nothing came for 1 s");
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
        void tells_one_act_a_line_and_looks_again_for_what_is_new() {
            server.on("/health", 200, "{\"position\":5}")
                    .on("/health", 200, "{\"position\":5}")
                    .on("/health", 200, "{\"position\":6}")
                    .on("/replay", Replay.stream(Replay.event(5), false))
                    .on("/replay", Replay.stream(Replay.event(6), false));

            assertThat(ask("tail", "--from", "5", "--count", "2", "--actor", "RUS"))
                    .isEqualTo(new Ran(
                            0, "5  ListingLifted  Қ\n6  ListingLifted  Қ\n", "done: 2 events; --from 7 goes on\n"));
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
        void that_is_cut_is_partly_done_and_says_where_to_go_on() {
            server.on("/health", 200, "{\"position\":9}").on("/replay", Replay.stream(Replay.event(8), true));

            Ran ran = ask("tail", "--from", "8");

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.err()).contains("the stream broke off: ").endsWith("1 events; --from 9 goes on\n");
        }

        @Test
        void from_behind_the_end_is_not_put_right() {
            server.on("/health", 200, "{\"position\":9}");

            assertThat(ask("tail", "--from", "11"))
                    .isEqualTo(new Ran(2, "", "timeline: position 11 is past the end of the ledger, which is 9\n"));
        }

        @Test
        void of_no_act_or_of_fewer_is_not_put_right() {
            assertThat(ask("tail", "--count", "0").exitCode()).isEqualTo(2);
        }
    }

    @Nested
    class Difference {

        private static final String DIFF = """
                {"question":"/api/v1/stances?subject=TAL","summary":"2 rows differ, 6 are equal.","changed":2,"equal":6,\
                "rows":[{"actor":"RUS","dimension":"designation","left":{"value":"BANNED","since":"2003-03-04"},\
                "right":{"value":"SUSPENDED","since":"2003-03-04"},"causes":[{"cause":"world changed","acts":["ACT-0202"]}],\
                "cause":"world changed"},{"actor":"KGZ","dimension":"designation","left":null,"right":{"value":"BANNED"},\
                "causes":[{"cause":"we learned","acts":["ACT-1"]}],"cause":"we learned"}],"complete":true}""";

        @Test
        void is_a_row_each_with_its_causes_and_what_is_otherwise() {
            server.on("/diff", 200, DIFF);

            Ran ran =
                    ask("diff", "stances?subject=TAL", "--left", "validAt:2024-10-20", "--right", "validAt:2025-07-10");

            assertThat(ran).isEqualTo(new Ran(0, """
                    2 rows differ, 6 are equal.

                    actor  dimension    because                   change
                    RUS    designation  world changed (ACT-0202)  value BANNED → SUSPENDED
                    KGZ    designation  we learned (ACT-1)        is new
                    """, ""));
            assertThat(server.question(0))
                    .isEqualTo("/diff?question=stances?subject=TAL&left=validAt:2024-10-20&right=validAt:2025-07-10");
        }

        @Test
        void as_json_is_as_it_was_served() {
            server.on("/diff", 200, DIFF);

            assertThat(ask("diff", "acts", "--left", "position:1", "--right", "position:2", "--all", "--json")
                            .out())
                    .isEqualTo(DIFF + "\n");
            assertThat(server.question(0)).endsWith("&all=true");
        }

        @Test
        void needs_both_sides() {
            assertThat(ask("diff", "acts", "--left", "position:1").exitCode()).isEqualTo(2);
        }
    }

    @Nested
    class Why {

        private static final String WHY = """
                {"question":"/api/v1/listings","rows":[{"row":{"authority":"KGZ","status":"formerly"},"rule":"ListingLifted",\
                "because":[{"id":"ACT-0172","type":"ListingLifted","reports":[]}],\
                "others":[{"id":"ACT-0051","type":"ListingImposed","position":17}],"othersLeft":30,\
                "othersNext":"/api/v1/why","corrections":[{"id":"A-2","type":"ActCorrected","decides":true}]}],\
                "complete":false}""";

        @Test
        void shows_the_row_its_acts_their_corrections_and_what_else_is_on_file() {
            server.on("/why", 200, WHY);

            Ran ran = ask("why", "listings?authority=KGZ");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out())
                    .contains("row 1", "KGZ", "formerly", "because of ACT-0172", "A-2", "others on file", "ACT-0051");
            assertThat(ran.err()).isEqualTo("""
                            30 more are on file; --row 1 --others-after 17 goes on
                            there are more rows than these; --row N tells of any one
                            """);
            assertThat(server.question(0)).isEqualTo("/why?question=listings?authority=KGZ");
        }

        @Test
        void of_one_row_asks_for_that_one() {
            server.on("/why", 200, WHY);

            Ran ran = ask("why", "listings", "--row", "7", "--others-after", "17");

            assertThat(ran.out()).contains("row 7");
            assertThat(server.question(0)).isEqualTo("/why?question=listings&row=7&othersAfter=17");
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
        void an_answer_that_is_not_all_is_partly_done() {
            server.on("/acts.csv", exchange -> {
                exchange.getResponseHeaders().set("Timeline-Complete", "false");
                CannedServer.json(200, SHEET).answer(exchange);
            });

            Ran ran = ask("export", "acts");

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.err()).contains("narrow the question");
        }

        @Test
        void a_problem_leaves_the_file_that_was_there() throws IOException {
            server.on("/stances.csv", 400, UNKNOWN_ACTOR);
            Path file = Files.writeString(folder.resolve("kept.csv"), "as it was");

            Ran ran = ask("export", "stances?actor=RUSS", "--out", file.toString());

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(file).hasContent("as it was");
        }

        @Test
        void a_question_and_the_ledger_do_not_go_together_nor_neither() {
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

    @Nested
    class Rulebook {

        @Test
        void are_a_table_and_one_of_them_is_its_document() {
            server.on(
                            "/rulebooks",
                            200,
                            "{\"rows\":[{\"version\":\"1.0.0\",\"id\":\"stance-taliban\",\"subject\":\"TAL\",\"position\":3}]}")
                    .on("/rulebooks/1.0.0", 200, "{\"version\":\"1.0.0\",\"rules\":[]}");

            assertThat(ask("rulebook", "--position", "9").out()).contains("1.0.0    stance-taliban  TAL");
            assertThat(ask("rulebook", "1.0.0").out()).contains("\"version\" : \"1.0.0\"");
            assertThat(ask("rulebook", "1.0.0", "--json").out()).isEqualTo("{\"version\":\"1.0.0\",\"rules\":[]}\n");
            assertThat(server.question(0)).isEqualTo("/rulebooks?position=9");
        }

        @Test
        void that_was_not_published_is_not_found() {
            assertThat(ask("rulebook", "7").exitCode()).isEqualTo(3);
        }
    }

    @Nested
    class TheServer {

        @Test
        void that_is_not_there_is_said_with_how_to_start_one() throws IOException {
            int port;
            try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }

            assertThat(Ran.timeline("stance", "--subject", "TAL", "--server", "http://127.0.0.1:" + port))
                    .isEqualTo(new Ran(
                            1,
                            "",
                            ("timeline: no server answers at http://127.0.0.1:%d (--server); 'timeline up' starts one,"
                                            + " --server URL names another\n")
                                    .formatted(port)));
        }

        @Test
        void is_the_one_of_the_data_folder() throws IOException {
            server.on("/stances", 200, answer("One.", RUSSIA));
            Path usual = Files.createDirectories(folder.resolve(".timeline"));
            Files.writeString(usual.resolve("server.json"), "{\"url\":\"%s/\",\"pid\":1}".formatted(server.url()));

            String[] question = {"stance", "--subject", "TAL"};
            String[] withFolder = {"stance", "--subject", "TAL", "--data", usual.toString()};

            assertThat(Ran.timeline(Map.of(), folder, Ansi.OFF, question).exitCode())
                    .isZero();
            assertThat(Ran.timeline(Map.of("TIMELINE_DATA", usual.toString()), Path.of("/"), Ansi.OFF, question)
                            .exitCode())
                    .isZero();
            assertThat(Ran.timeline(withFolder).exitCode()).isZero();
            assertThat(server.asked()).hasSize(3);
        }

        @Test
        void of_a_data_folder_on_which_none_runs_is_not_guessed() {
            Ran ran = Ran.timeline("stance", "--subject", "TAL", "--data", folder.toString());

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("no server runs on the data folder " + folder);
        }

        @Test
        void may_be_named_by_the_address_of_its_interface() {
            server.on("/stances", 200, answer("One.", RUSSIA));

            assertThat(Ran.timeline("stance", "--subject=TAL", "--server", server.url() + "/api/v1/")
                            .exitCode())
                    .isZero();
        }

        @Test
        void with_an_address_that_is_none_is_not_put_right() {
            for (String wrong : new String[] {"127.0.0.1:8080", "ftp://x", "http://", "http://a b"}) {
                Ran ran = Ran.timeline("stance", "--subject", "TAL", "--server", wrong);
                assertThat(ran.exitCode()).as(wrong).isEqualTo(2);
                assertThat(ran.err()).contains("is not the address of a server");
            }
        }

        @Test
        void that_does_not_answer_in_time_is_given_up() {
            server.on("/stances", exchange -> {});

            Ran ran = ask("stance", "--subject", "TAL", "--timeout", "1");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("did not answer within 1 s; --timeout gives it longer");
        }

        @Test
        void that_stalls_in_the_middle_of_an_answer_is_given_up() {
            server.on("/stances", exchange -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            });

            Ran ran = ask("stance", "--subject", "TAL", "--timeout", "1");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("did not answer within 1 s");
        }

        @Test
        void that_is_something_else_is_seen() {
            server.on("/stances", 200, "<html>hello</html>");

            Ran ran = ask("stance", "--subject", "TAL");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("is no timeline server");
        }

        @Test
        void that_has_not_come_so_far_says_when_to_ask_again() {
            server.on("/stances", exchange -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                CannedServer.json(503, "{\"detail\":\"position 9 is not applied yet\"}")
                        .answer(exchange);
            });

            assertThat(ask("stance", "--subject", "TAL", "--position", "9"))
                    .isEqualTo(new Ran(1, "", "timeline: position 9 is not applied yet\n  try again in 1 seconds\n"));
        }
    }

    @Nested
    class Ops {

        private static final String VIEW = """
                {"name":"%s","serving":%s,"state":"%s","applied":600,"behind":12,"secondsBehind":%s,"parked":%d,\
                "here":true,"failures":0,"failure":null}""";

        private static final String WELL = VIEW.formatted("stance_v2", true, "live", 0.25, 0);

        private static String page(String wrong, String feedLag, String... views) {
            return """
                    {"status":"up","wrong":[%s],"version":"0.1.0","startedAt":"2026-03-01T10:00:00Z",\
                    "at":"2026-03-01T11:00:00Z","ledger":{"position":612,"recordedAt":"2026-03-01T10:59:00Z",\
                    "database":"18.6","bytes":5200000,"databaseBytes":70300000},"views":[%s],\
                    "feed":{"topic":"timeline.acts.v1","published":612,"behind":0,"secondsBehind":%s,"failure":null},\
                    "appends":{"count":612,"conflicts":3,"failures":0,"waiting":1,"seconds":{"p50":0.002,"p99":0.0119}},\
                    "imports":[{"id":"I-1","what":"un-consolidated","state":"running","done":40,"total":1000}],\
                    "disk":{"folder":"/data","freeBytes":5200000000,"totalBytes":10000000000},"links":{}}""".formatted(wrong, String.join(",", views), feedLag);
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
        void without_its_database_or_a_feed_it_says_what_is_known() {
            server.on("/ops", 200, """
                    {"status":"degraded","wrong":["the ledger does not answer: the database has not answered for 3 s"],\
                    "version":"0.1.0","startedAt":"2026-03-01T10:00:00Z","ledger":null,"views":[{"name":"stance_v2",\
                    "serving":true,"state":"live","applied":600,"behind":null,"secondsBehind":null,"parked":0}],\
                    "feed":null,"appends":{"count":0,"conflicts":0,"failures":0,"waiting":0,"seconds":{}},\
                    "imports":[],"disk":null}""");

            Ran ran = ask("ops");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out())
                    .contains("feed      none\n")
                    .contains("stance_v2  yes      live   600              ?        0\n")
                    .doesNotContain("ledger  ", "disk");
        }

        @Test
        void watched_is_drawn_anew_until_interrupted_and_survives_a_server_that_is_away() {
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
                            "behind":7,"tries":0,"wanted":false,"parkedAt":"2026-03-01T10:00:00Z"}]""")
                    .on("/ops/views/stance_v2/parked", 200, "[]");

            assertThat(ask("ops", "parked")).isEqualTo(new Ran(0, """
                            view     position  act    timeline  tries  why
                            acts_v1  7         ACT-7  ACT-7     3      no such day (about to be tried again)
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
                    .isEqualTo("Tried again within seconds: 1 timeline.\n");
            assertThat(ask("ops", "retry", "stance_v2", "--all").exitCode()).isZero();
            assertThat(ask("ops", "drop", "stance_v2", "7", "--reason", "recorded twice")
                            .out())
                    .isEqualTo("stance_v2 leaves out position 7 and is being rebuilt.\n");
            assertThat(server.asked()).allMatch(asked -> asked.method().equals("POST"));
            assertThat(server.question(0)).isEqualTo("/ops/views/stance_v2/parked/retry?position=7");
            assertThat(server.question(1)).isEqualTo("/ops/views/stance_v2/parked/retry");
            assertThat(server.question(2))
                    .isEqualTo("/ops/views/stance_v2/parked/drop?position=7&reason=recorded twice");
            assertThat(ask("ops", "retry", "stance_v2").err()).contains("name one position, or --all");
            assertThat(ask("ops", "retry", "stance_v2", "7", "--all").exitCode())
                    .isEqualTo(2);
            assertThat(ask("ops", "drop", "stance_v2", "7").exitCode()).isEqualTo(2);
            assertThat(ask("ops", "retry", "no_v1", "--all").exitCode()).isEqualTo(3);
            assertThat(server.asked()).hasSize(4);
        }

        @Test
        void versions_are_told_and_one_is_made_to_answer() {
            String versions = """
                    {"view":"stance","versions":[{"name":"stance_v2","serving":true,"stopped":false,"applied":612,\
                    "behind":0,"failure":null},{"name":"stance_v3","serving":false,"stopped":true,"applied":0,\
                    "behind":612,"failure":null,"progress":{"eventsPerSecond":203.7,"secondsLeft":3}}],"gone":[{"name":\
                    "stance_v1","position":600,"bytes":8192}],"served":[{"since":"2026-03-01T10:00:00Z","name":"stance_v2",\
                    "before":null,"position":0,"reason":"the first"}]}""";
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
                    .isEqualTo("stance_v3 is called off, and its rows are gone.\n");
            assertThat(ask("ops", "rebuild", "stance_v3", "--reason", "mended").out())
                    .isEqualTo("stance_v3 is being built anew; timeline ops versions stance tells how far it is.\n");
            assertThat(ask("ops", "remove", "stance_v1", "--reason", "of last year")
                            .out())
                    .isEqualTo("stance_v1 is gone.\n");
            assertThat(server.asked())
                    .extracting(asked -> asked.method())
                    .containsExactly("POST", "POST", "POST", "POST", "DELETE");
            assertThat(server.question(0)).isEqualTo("/ops/versions/stance/stance_v3/cancel?reason=too slow");
            assertThat(server.question(2)).isEqualTo("/ops/versions/stance/call-off?version=stance_v3");
            assertThat(server.question(4)).isEqualTo("/ops/versions/stance/stance_v1?reason=of last year");
            assertThat(ask("ops", "cancel", "stance_v3").err()).contains("--reason");
            assertThat(ask("ops", "resume", "stance").err()).contains("'stance' is no version of a view");
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
                            "The ledger is what was appended, from position 1 to 300."
                                    + " The text of one event was erased, as the ledger says.\n",
                            "checked up to position 200\n"));
            assertThat(server.question(1)).isEqualTo("/ops/self-check?from=201");
        }

        @Test
        void what_was_changed_is_named_and_the_exit_code_is_4() {
            server.on("/ops/self-check", 200, """
                    {"from":5,"to":300,"findings":[{"position":7,"what":"no event stands at this position"}],\
                    "complete":false}""");

            Ran ran = ask("ops", "self-check", "--from", "5");

            assertThat(ran.exitCode()).isEqualTo(4);
            assertThat(ran.out()).isEqualTo("""
                            position  what is wrong
                            7         no event stands at this position
                            """);
            assertThat(ran.err()).contains("the ledger is not what was appended", "more may be wrong");
        }
    }

    @Nested
    class TheCommandLine {

        @Test
        void without_a_command_says_which_there_are() {
            Ran ran = Ran.timeline();

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("stance", "explain", "participation", "acts", "actors", "record", "replay");
        }

        @Test
        void helps_with_a_misspelt_command() {
            Ran ran = Ran.timeline("stanse");

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("Did you mean").contains("stance");
        }

        @Test
        void explains_every_command() {
            for (String command :
                    new String[] {"stance", "explain", "participation", "acts", "actors", "record", "replay", "ops"}) {
                Ran ran = Ran.timeline(command, "--help");
                assertThat(ran.exitCode()).as(command).isZero();
                assertThat(ran.out()).contains("Usage: timeline " + command).contains("--server");
            }
            assertThat(Ran.timeline("--version").out()).startsWith("timeline ");
        }

        @Test
        void completes_words_in_a_shell() {
            Ran ran = Ran.timeline("generate-completion");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out()).contains("participation").contains("--known-at");
        }

        @Test
        void is_coloured_for_a_terminal_only() {
            server.on("/stances", 200, answer("Two.", RUSSIA, KAZAKHSTAN));
            String[] question = {"stance", "--subject", "TAL", "--server", server.url()};

            assertThat(Ran.timeline(Map.of(), folder, Ansi.ON, question).out()).contains("\u001b[1mTwo.\u001b[0m");
            assertThat(Ran.timeline(Map.of(), folder, Ansi.OFF, question).out()).doesNotContain("\u001b");
        }
    }
}
