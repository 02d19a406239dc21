package org.geotimeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.geotimeline.testing.Http;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP as RFC 9110 has it, CloudEvents as their specification has them, and CSV as spreadsheets read it. */
class HttpReadersIT {

    private final Http http = new Http(RunningTimeline.url());

    private static String visit(String id, String more) {
        return """
            {"type": "VisitMade", "id": "%s", "phase": "effective", "valid": "2026-03-02", "known": "2026-03-03",
             "actors": [{"id": "TUV"}], "subjects": [{"id": "VUT"}]%s}\
            """.formatted(id, more);
    }

    // -------------------------------------------------------------------------------------------------- validators

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/acts/ACT-0172",
                "/actors/RUS",
                "/acts?limit=3",
                "/acts.csv?limit=3",
                "/stances/RUS/TAL",
                "/forums/moscow-format/participation",
                "/why?question=stances%3Factor%3DRUS%26subject%3DTAL%26dimension%3Drecognition"
            })
    void a_reader_that_has_the_answer_gets_none_again(String question) {
        String asked = question.startsWith("/why") ? question : at700(question);
        String address = http.get(asked).header("Content-Location");
        Http.Got first = http.at(address);
        String tag = first.header("ETag");
        assertThat(tag).startsWith("W/\"");
        String strong = tag.substring(2);
        for (String known : List.of(tag, strong, "\"other\", " + tag, "W/\"a\",\"b\" , " + strong, "*")) {
            for (String method : List.of("GET", "HEAD")) {
                Http.Got again = http.ask(method, address, "If-None-Match", known);
                assertThat(again.status()).as("%s %s", method, known).isEqualTo(304);
                assertThat(again.response().body()).isEmpty();
                for (String header : List.of("ETag", "Content-Location", "Cache-Control")) {
                    assertThat(again.header(header))
                            .as(header)
                            .isEqualTo(first.header(header))
                            .isNotEmpty();
                }
                assertThat(again.response().headers().allValues("Vary").toString())
                        .contains("Accept");
            }
        }
        assertThat(http.ask("GET", address, "If-None-Match", "\"other\"").status())
                .isEqualTo(200);
        assertThat(http.ask("GET", address, "If-None-Match", "no tag").status()).isEqualTo(200);
    }

    @Test
    void what_is_not_on_file_is_not_found_whatever_the_reader_has() {
        assertThat(http.ask("GET", "/api/v1/acts/no-such-act", "If-None-Match", "*")
                        .status())
                .isEqualTo(404);
    }

    // ------------------------------------------------------------------------------------------------- compression

    @ParameterizedTest
    @ValueSource(strings = {"/acts?limit=200", "/acts.json", "/acts.ndjson", "/acts.csv", "/openapi", "/replay?to=50"})
    void a_reader_that_unpacks_gets_a_packed_answer(String question) throws IOException {
        String pinned = question.contains("openapi") || question.contains("replay") ? question : at700(question);
        Http.Got packed = http.ask("GET", "/api/v1" + pinned, "Accept-Encoding", "gzip");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.response().headers().allValues("Vary").toString().toLowerCase(Locale.ROOT))
                .contains("accept-encoding");
        Http.Got plain = http.ask("GET", "/api/v1" + pinned);
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(new GZIPInputStream(
                                new ByteArrayInputStream(packed.response().body()))
                        .readAllBytes())
                .isEqualTo(plain.response().body());
        assertThat(packed.header("ETag")).isEqualTo(plain.header("ETag"));
    }

    private static String at700(String question) {
        return question + (question.contains("?") ? "&" : "?") + "validAt=2025-01-01&knownAt=2025-01-01&position=700";
    }

    private static byte[] packed(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void a_packed_body_is_read_and_another_coding_is_refused_with_the_ones_that_are() {
        byte[] body = packed(visit("packed-visit", "").getBytes(StandardCharsets.UTF_8));
        for (String coding : List.of("gzip", "GZIP", "x-gzip", "identity, gzip")) {
            Http.Got got = http.post(body, "Content-Type", "application/json", "Content-Encoding", coding);
            assertThat(got.status()).as(got.text()).isIn(200, 201);
        }
        for (String coding : List.of("br", "deflate", "gzip, gzip")) {
            Http.Got got = http.post(body, "Content-Type", "application/json", "Content-Encoding", coding);
            assertThat(got.status()).as(got.text()).isEqualTo(415);
            assertThat(got.header("Accept-Encoding")).isEqualTo("gzip, identity");
            assertThat(got.problem()).contains("expected gzip");
        }
    }

    @Test
    void a_body_that_is_not_packed_as_it_says_or_unpacks_to_very_much_is_refused() {
        String[] gzip = {"Content-Type", "application/json", "Content-Encoding", "gzip"};
        assertThat(http.post("{}".getBytes(StandardCharsets.UTF_8), gzip).status())
                .isEqualTo(400);
        byte[] cut = packed(visit("cut-visit", "").getBytes(StandardCharsets.UTF_8));
        assertThat(http.post(Arrays.copyOf(cut, cut.length - 9), gzip).status()).isEqualTo(400);
        String blanks = visit("many-blanks", "").replace(",", "," + " ".repeat(60_000));
        Http.Got bomb = http.post(packed(blanks.getBytes(StandardCharsets.UTF_8)), gzip);
        assertThat(bomb.status()).isEqualTo(413);
        assertThat(bomb.problem()).contains("100 times");
        assertThat(http.post(packed(new byte[5_000_000]), gzip).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json; charset=iso-8859-1, 415",
        "application/json; charset=windows-1256, 415",
        "application/json; charset=\"UTF-8\", 200",
        "Application/JSON;Charset=utf-8, 200"
    })
    void a_body_is_read_in_the_characters_that_it_declares_or_refused(String type, int status) {
        http.post(visit("charset-visit", ""));
        assertThat(http.post(visit("charset-visit", "").getBytes(StandardCharsets.UTF_8), "Content-Type", type)
                        .status())
                .isEqualTo(status);
    }

    // ------------------------------------------------------------------------------------------------ media ranges

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/* | text/csv",
                "text/*;q=0.1, application/*;q=0.2 | application/json",
                "application/json;q=0, */* | application/x-ndjson",
                "application/json;q=0, application/x-ndjson;q=0, */*;q=0.1 | text/csv",
                "*/*;q=0.5, text/csv | text/csv",
                "text/csv;q=0.9, */* | application/json",
                "text/csv;q=0.5, text/*;q=0.9 | text/csv",
                "APPLICATION/X-NDJSON | application/x-ndjson",
                "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8 | application/json",
                "application/json;q=0.1, text/csv;q=0.2 | text/csv"
            })
    void the_type_with_the_greatest_weight_is_answered(String accept, String type) {
        Http.Got got = http.ask("GET", "/api/v1" + at700("/stances?actor=RUS&subject=TAL"), "Accept", accept);
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        assertThat(got.header("Content-Type")).startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;q=0", "*/*;q=0", "text/*, text/csv;q=0", "image/png"})
    void a_reader_that_excludes_every_type_is_told_those_that_are_offered(String accept) {
        Http.Got got = http.ask("GET", "/api/v1/stances?actor=RUS&subject=TAL", "Accept", accept);
        assertThat(got.status()).isEqualTo(406);
        assertThat(got.problem()).contains("application/json", "text/csv");
    }

    // ------------------------------------------------------------------------------------------- addresses and hints

    @ParameterizedTest
    @ValueSource(strings = {"visit-report.csv", "visit-report.json", "visit.ndjson", "x.csv.csv"})
    void an_act_whose_id_ends_like_a_file_is_found_under_its_id(String id) {
        Http.Got posted = http.post(visit(id, ""));
        assertThat(posted.status()).isIn(200, 201);
        Http.Got got = http.get("/acts/" + id + "?after=" + id);
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        assertThat(got.header("Content-Type")).startsWith("application/json");
        assertThat(got.json().path("id").asString()).isEqualTo(id);
        Http.Got file = http.get("/acts/" + id + ".csv");
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.text()).contains(id);
        if (posted.status() == 201) {
            assertThat(http.at(posted.header("Location")).json().path("id").asString())
                    .isEqualTo(id);
        }
    }

    @Test
    void a_plus_sign_that_became_a_blank_is_hinted_at() {
        for (String parameter : List.of("knownAt", "validAt", "knownFrom", "recordedTo")) {
            Http.Got got = http.get("/acts?limit=1&" + parameter + "=2024-12-01T10:00:00+02:00");
            assertThat(got.status()).isEqualTo(400);
            assertThat(got.problem()).contains("%2B");
        }
        assertThat(http.get("/acts?limit=1&knownAt=2024-12-01T10:00:00%2B02:00").status())
                .isEqualTo(200);
        assertThat(http.get("/acts?limit=1&knownAt=2024-12-1").problem()).doesNotContain("%2B");
    }

    @Test
    void an_id_that_cannot_be_one_is_refused_without_a_position_and_a_year_is_that_of_its_era() {
        Http.Got euro = http.get("/acts/%E2%82%AC");
        assertThat(euro.status()).isEqualTo(404);
        assertThat(euro.problem()).contains("'€' is not an act id").doesNotContain(Long.toString(Long.MAX_VALUE));
        JsonNode old = http.get("/acts?limit=1&knownAt=-4800-01-01T00:00:00Z").json();
        assertThat(old.path("summary").asString()).startsWith("As known at -4800-01-01");
    }

    @Test
    void the_type_of_a_problem_opens_a_page_that_explains_it() {
        for (String question : List.of("/acts?x=1", "/acts/none", "/nothing", "/ops/versions/none/none")) {
            Http.Got problem = http.get(question);
            Http.Got page = http.at(problem.json().path("type").asString());
            assertThat(page.status()).as(question).isEqualTo(200);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.text())
                    .contains("<h1>", problem.json().path("title").asString());
        }
        assertThat(http.at("/problems").text()).contains("/problems/bad-question");
        assertThat(http.at("/problems/http-405").status()).isEqualTo(200);
        assertThat(http.at("/problems/http-999").status()).isEqualTo(404);
        assertThat(http.at("/problems/none").status()).isEqualTo(404);
    }

    // ------------------------------------------------------------------------------------------------ CloudEvents

    private static String event(String id, String more) {
        return """
            {"id": "%s", "source": "/newsroom", "type": "report"%s, "data": {"type": "VisitMade",
             "phase": "effective", "valid": "2026-03-02", "known": "2026-03-03",
             "actors": [{"id": "TUV"}], "subjects": [{"id": "VUT"}], "title": {"en": "%1$s"}}}\
            """.formatted(id, more);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json",
                "Application/CloudEvents+JSON",
                "application/cloudevents+json; charset=UTF-8"
            })
    void a_cloud_event_is_recorded_once_however_its_type_is_written(String type) {
        byte[] body = event("ce-" + type.length() + type.charAt(0), ", \"specversion\": \"1.0\"")
                .getBytes(StandardCharsets.UTF_8);
        Http.Got first = http.post(body, "Content-Type", type);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        Http.Got again = http.post(body, "Content-Type", type);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("outcome").asString()).isEqualTo("nothing_new");
        assertThat(again.json().path("position")).isEqualTo(first.json().path("position"));
    }

    @Test
    void one_event_in_both_modes_is_recorded_once_and_another_act_under_its_id_is_a_conflict() {
        String event = event("ce-both", ", \"specversion\": \"1.0\"");
        Http.Got structured =
                http.post(event.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/cloudevents+json");
        assertThat(structured.status()).as(structured.text()).isEqualTo(201);
        String data = event.substring(event.indexOf("\"data\": ") + 8, event.length() - 1);
        String[] headers = {
            "Content-Type",
            "application/json",
            "ce-specversion",
            "1.0",
            "ce-type",
            "report",
            "ce-id",
            "ce-both",
            "ce-source",
            "/newsroom"
        };
        Http.Got binary = http.post(data.getBytes(StandardCharsets.UTF_8), headers);
        assertThat(binary.status()).as(binary.text()).isEqualTo(200);
        assertThat(binary.json().path("position")).isEqualTo(structured.json().path("position"));
        Http.Got other = http.post(data.replace("ce-both", "another").getBytes(StandardCharsets.UTF_8), headers);
        assertThat(other.status()).as(other.text()).isEqualTo(409);
        headers[9] = "/another-newsroom";
        assertThat(http.post(data.getBytes(StandardCharsets.UTF_8), headers).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | specversion",
                "', \"specversion\": \"0.3\"' | 1.0",
                "', \"specversion\": 1.0' | specversion",
                "', \"specversion\": \"1.0\", \"datacontenttype\": \"text/xml\"' | datacontenttype"
            })
    void an_event_of_no_or_another_version_is_refused(String more, String word) {
        Http.Got got = http.post(
                event("ce-refused", more).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/cloudevents+json");
        assertThat(got.status()).as(got.text()).isEqualTo(400);
        assertThat(got.problem()).contains(word);
        Http.Got binary = http.post(
                visit("ce-refused", "").getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json",
                "ce-id",
                "1",
                "ce-source",
                "/newsroom",
                "ce-type",
                "report");
        assertThat(binary.status()).isEqualTo(400);
        assertThat(binary.problem()).contains("specversion");
    }

    // --------------------------------------------------------------------------------------------------------- CSV

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1+1",
                "@SUM(1)",
                "\\n=1+1",
                "\\t=1",
                "\\r=1",
                "＝1+1",
                "＋1",
                "－1",
                "＠1",
                " =2+2",
                "\\u00a0=2",
                "\\u200b=2",
                "\\n1"
            })
    void a_text_that_a_spreadsheet_would_run_has_an_apostrophe_before_it(String text) {
        String id = "formula-" + Integer.toHexString(text.hashCode());
        Http.Got posted =
                http.post(visit(id, ", \"place\": \"x%s\", \"title\": {\"en\": \"%s x\"}".formatted(text, text)));
        assertThat(posted.status()).as(posted.text()).isIn(200, 201);
        String file = http.get("/acts.csv?actor=TUV&after=" + id).text();
        String shown = JsonMapper.shared().readTree("\"" + text + "\"").stringValue();
        assertThat(file).contains("'" + shown + " x").contains("x" + shown).doesNotContain("'x" + shown);
    }

    @Test
    void a_file_for_excel_begins_with_a_byte_order_mark() {
        byte[] usual = http.get("/actors.csv?q=Muttaqi").response().body();
        assertThat(new String(usual, StandardCharsets.UTF_8)).startsWith("# question");
        byte[] excel = http.get("/actors.csv?q=Muttaqi&excel=1").response().body();
        assertThat(new String(excel, StandardCharsets.UTF_8)).startsWith("\uFEFF");
    }
}
