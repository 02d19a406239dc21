package org.geotimeline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Commands that write: record and import. */
class RecordCommandsTest extends AgainstCannedServer {

    private static final String REFUSED = """
        {"type":"/problems/refused","title":"The act is refused","status":422,\
        "detail":"the end of the interval is before its start","errors":[{"pointer":"/valid",\
        "detail":"the end of the interval is before its start"},{"pointer":"/actors/0/id",\
        "detail":"no actor 'KAS' is registered","nearest":["KAZ"]}]}\
        """;

    @Nested
    class Importing {

        private static final String DONE = """
            {"id":"01a","state":"%s","reason":%s,"records":3,"acts":5,"nothingNew":1,"rejects":%d}\
            """;

        private String file() throws IOException {
            return Files.writeString(folder.resolve("list.xml"), "<x/>").toString();
        }

        @Test
        void a_file_is_sent_byte_for_byte_and_its_import_shown() throws IOException {
            server.on("/imports", 201, DONE.formatted("done", "null", 0));

            Ran ran = ask("import", file(), "--format", "un-consolidated", "--dry-run");

            assertThat(ran)
                    .isEqualTo(
                            new Ran(0, "done  01a  3 rows, 5 acts would be recorded, 1 nothing new, 0 rejects\n", ""));
            assertThat(server.asked().getFirst().body()).isEqualTo("<x/>");
            assertThat(server.asked().getFirst().query()).isEqualTo("format=un-consolidated&mode=dry-run");
        }

        @Test
        void a_held_import_is_a_failure_and_rejects_are_partly_done() throws IOException {
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
        void a_long_import_is_polled_until_it_is_over() throws IOException {
            server.on("/imports", 202, DONE.formatted("running", "null", 0))
                    .on("/imports/01a", 200, DONE.formatted("done", "null", 0));

            Ran ran = ask("import", file(), "--format", "un-consolidated");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out()).startsWith("done  01a");
        }

        @Test
        void a_missing_file_is_wrong_usage() {
            assertThat(ask("import", "nowhere", "--format", "x").exitCode()).isEqualTo(2);
        }
    }

    @Nested
    class Recording {

        private static final String RECORDED = """
            {"id":"ACT-1","type":"ListingLifted","position":613,"recordedAt":"2026-01-01T00:00:00Z",\
            "leaf":"ab","outcome":"recorded","possibleDuplicates":["ACT-0146"]}\
            """;

        private static final String NOTHING_NEW = """
            {"id":"ACT-2","type":"ListingLifted","position":12,"outcome":"nothing_new"}\
            """;

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
        void a_list_an_empty_file_and_no_file_are_wrong_usage() throws IOException {
            assertThat(ask("record", file("[\n{},\n{}\n]").toString()).err()).contains("is a JSON list");
            assertThat(ask("record", file(" \n \n").toString()).err()).contains("there is no act in");
            Ran ran = ask("record", folder.resolve("none.json").toString());
            assertThat(ran.err()).contains("there is no file");
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(server.asked()).isEmpty();
        }

        @Test
        void a_server_that_stops_midway_leaves_the_file_partly_done_and_names_the_line() throws IOException {
            server.on("/acts", 201, RECORDED).on("/acts", exchange -> exchange.close());

            Ran ran = ask("record", file("{}\n{}\n{}\n").toString());

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.out()).hasLineCount(1);
            assertThat(ran.err()).contains("1 acts are on file, and line 2 may be; the lines after it were not sent");
        }
    }
}
