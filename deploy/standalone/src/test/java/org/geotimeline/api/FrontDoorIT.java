package org.geotimeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.geotimeline.testing.Http;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Wrong requests of any kind: unknown words, wrong ranges, other formats, wrong methods, and bytes that are no
 * request.
 */
class FrontDoorIT {

    private final Http http = new Http(RunningTimeline.url());

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void isProblem(Http.Got got, int status) {
        assertThat(got.status()).as(got.text()).isEqualTo(status);
        assertThat(got.header("Content-Type")).startsWith("application/problem+json");
        assertThat(got.json().path("detail").asString("")).isNotEmpty();
        assertThat(got.json().path("status").asInt()).isEqualTo(status);
    }

    // ------------------------------------------------------------------------------------------------------- words

    @ParameterizedTest
    @CsvSource({
        "/missions, stage, arived, arrived",
        "/missions, level, CHARG, CHARGE",
        "/missions, person, Noor Ahmad Nor, Noor Ahmad Noor",
        "/missions, dataset, afganistan, afghanistan",
        "/accreditations, stage, departd, departed",
        "/accreditations, inOffice, possible, possibly",
        "/actors, kind, stat, state",
        "/actors, role, hold-office, holds-office",
        "/actors, of, TALL, TAL",
        "/acts, type, ListingLift, ListingLifted",
        "/acts, family, listin, listing",
        "/acts, actor, KAZZ, KAZ",
        "/acts, subject, KAZZ, KAZ",
        "/acts, forum, moscow-fromat, moscow-format",
        "/acts, list, kaz-nationl, kaz-national",
        "/acts, place, Mosco, Moscow",
        "/acts, precision, days, day",
        "/acts, confidence, D, A",
        "/acts, coder, humn, human",
        "/acts, dataset, afganistan, afghanistan",
        "/acts, phase, efective, effective",
        "/acts, standing, stand, stands",
        "/claims, type, AccusationMad, AccusationMade",
        "/claims, kind, judgment, judgement",
        "/conditions, state, sett, set",
        "/conditions, unlocks, recogniton, recognition",
        "/conditions, over, vali, valid",
        "/pledges, state, opn, open",
        "/recognitions, value, DEJURE, DE_JURE",
        "/recognitions, over, know, known",
        "/stances/RUS/TAL, over, vaild, valid",
        "/stances?subject=TAL, dimension, designatio, designation",
        "/forums/moscow-format, state, helt, held",
        "/forums/moscow-format, kind, rond, round",
        "/forums/moscow-format/participation, round, MF-77, MF-7",
        "/forums/moscow-format/participation, by, years, year",
        "/forums/moscow-format/participation, entity, INDD, IND",
        "/dyads?subject=TAL, family, listin, listing",
        "/dyads/RUS/TAL, type, VisitMad, VisitMade",
        "/dyads/RUS/TAL, counting, act, acts",
        "/listings, authority, KAZZ, KAZ",
        "/listings, status, curently, currently",
        "/lists/un-1988/members, kind, entitty, entity",
        "/replay, type, VisitMad, VisitMade",
        "/replay, actor, KAZZ, KAZ"
    })
    void a_word_that_a_parameter_cannot_say_is_refused_with_the_nearest(
            String question, String parameter, String word, String nearest) {
        Http.Got got = http.get(question + (question.contains("?") ? "&" : "?") + parameter + "=" + encoded(word));
        isProblem(got, 400);
        JsonNode error = got.json().path("errors").path(0);
        assertThat(error.path("parameter").asString()).isEqualTo(parameter);
        assertThat(error.path("detail").asString()).contains(word);
        if (!word.equals("D")) { // a single letter has no nearest word
            assertThat(error.path("nearest").valueStream().map(JsonNode::asString))
                    .contains(nearest);
        }
    }

    @Test
    void every_parameter_whose_words_are_listed_in_the_document_refuses_another() {
        JsonNode paths = http.get("/openapi").json().path("paths");
        var asked = new ArrayList<String>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .path("get")
                        .path("parameters")
                        .valueStream()
                        .filter(parameter -> parameter.path("schema").has("enum"))
                        .forEach(parameter -> asked.add(path.getKey()
                                        .replaceAll("\\{(forum|id)}", "moscow-format")
                                        .replace("{list}", "un-1988")
                                        .replace("{a}", "RUS")
                                        .replace("{b}", "TAL")
                                        .replace("{actor}", "RUS")
                                        .replace("{subject}", "TAL")
                                + "?" + parameter.path("name").asString() + "=nonsense")));
        assertThat(asked).hasSizeGreaterThan(15);
        asked.forEach(address -> isProblem(http.at(address), 400));
    }

    @Test
    void a_right_word_that_nothing_bears_is_answered_with_no_rows() {
        JsonNode answer =
                http.get("/missions?receiver=CHN&level=TECHNICAL_MISSION").json();
        assertThat(answer.path("rows").isArray()).isTrue();
        assertThat(answer.path("rows")).isEmpty();
    }

    @Test
    void a_word_that_came_with_an_act_a_moment_ago_is_known_to_a_question_that_waits_for_it() {
        isProblem(http.get("/acts?place=Xanadu"), 400);
        Http.Got posted = http.post("""
            {"type": "VisitMade", "id": "to-xanadu", "phase": "effective", "valid": "2026-01-01", "place": "Xanadu",
             "actors": [{"id": "UZB"}]}\
            """);
        assertThat(posted.status()).isIn(200, 201);
        assertThat(http.get("/acts?place=Xanadu&after=to-xanadu")
                        .json()
                        .path("rows")
                        .valueStream()
                        .map(row -> row.path("id").asString()))
                .containsExactly("to-xanadu");
    }

    @Test
    void a_text_with_a_nul_is_refused() {
        isProblem(http.get("/acts?q=a%00b"), 400);
        isProblem(http.get("/imports?cursor=%00"), 400);
    }

    @Test
    void a_search_for_very_many_words_is_refused_and_a_word_that_is_given_often_counts_once() {
        String many = IntStream.range(0, 41).mapToObj(i -> "word" + i).collect(Collectors.joining("+"));
        Http.Got refused = http.get("/acts?q=" + many);
        isProblem(refused, 400);
        assertThat(refused.text()).contains("at most 40 words");
        assertThat(http.get("/acts?q=" + "taliban+".repeat(100)).status()).isEqualTo(200);
    }

    @Test
    void a_body_that_ends_too_early_is_refused_in_words_of_the_body() {
        Http.Got refused = http.post("{\"type\": \"StatementMade\", \"id");
        isProblem(refused, 400);
        assertThat(refused.text()).contains("line 1").doesNotContain("Source").doesNotContain("StreamReadFeature");
    }

    // --------------------------------------------------------------------------------------------------- stretches

    @ParameterizedTest
    @CsvSource({
        "/acts?, validFrom=2025, validTo=2024",
        "/acts?, knownFrom=2025-01-02, knownTo=2025-01-01",
        "/acts?, recordedFrom=2025-01-02, recordedTo=2025-01-01",
        "/claims?, validFrom=2025, validTo=2024",
        "/dyads?subject=TAL&, validFrom=2025, validTo=2024",
        "/dyads/RUS/TAL?, validFrom=2025, validTo=2024",
        "/replay?, from=10, to=5"
    })
    void an_end_before_its_start_is_refused_with_both(String question, String from, String to) {
        Http.Got got = http.get(question + from + "&" + to);
        isProblem(got, 400);
        assertThat(got.problem())
                .contains(from.substring(0, from.indexOf('=')), to.substring(0, to.indexOf('=')), "is after");
    }

    @Test
    void a_stretch_of_one_day_or_of_one_year_is_answered() {
        assertThat(http.get("/acts?validFrom=2024-09-02&validTo=2024-09-02")
                        .json()
                        .path("rows"))
                .isNotEmpty();
        assertThat(http.get("/acts?validFrom=2024-06&validTo=2024").json().path("rows"))
                .isNotEmpty();
    }

    @Test
    void a_replay_goes_on_behind_the_end_with_nothing_and_not_from_farther() {
        long head = http.head();
        Http.Got next = http.get("/replay?from=" + (head + 1));
        assertThat(next.status()).isEqualTo(200);
        assertThat(next.text()).isEmpty();
        isProblem(http.get("/replay?from=" + (head + 1000)), 400);
    }

    // -------------------------------------------------------------------------------------------------- other forms

    @ParameterizedTest
    @CsvSource({"text/csv, csv", "application/x-ndjson, ndjson", "'text/csv, application/json;q=0.5', csv"})
    void a_client_that_prefers_another_format_gets_that_of_the_suffix(String accept, String suffix) {
        String clocks = "?subject=TAL&validAt=2025-01-01&knownAt=2025-01-01&rulebook=1.0.0&position=" + http.head();
        Http.Got named = http.get("/stances." + suffix + clocks);
        Http.Got wished = http.ask("GET", "/api/v1/stances" + clocks, "Accept", accept);
        assertThat(wished.status()).isEqualTo(200);
        assertThat(wished.response().body()).isEqualTo(named.response().body());
        for (String header : List.of("Content-Type", "ETag", "Content-Location", "Timeline-Complete")) {
            assertThat(wished.header(header))
                    .as(header)
                    .isEqualTo(named.header(header))
                    .isNotEmpty();
        }
        assertThat(wished.header("Vary").toLowerCase(Locale.ROOT).split(",")).contains("accept");
        Http.Got followed = http.at(named.header("Content-Location"));
        assertThat(followed.response().body()).isEqualTo(named.response().body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/html, */*;q=0.8", "application/json, text/csv;q=0.9"})
    void a_client_that_accepts_json_gets_a_page_of_it(String accept) {
        Http.Got got = http.ask("GET", "/api/v1/acts?limit=1", "Accept", accept);
        assertThat(got.header("Content-Type")).startsWith("application/json");
        assertThat(got.json().path("next").isString()).isTrue();
    }

    @Test
    void a_format_that_is_not_offered_is_refused_with_those_that_are() {
        Http.Got xml = http.ask("GET", "/api/v1/stances?subject=TAL", "Accept", "application/xml");
        isProblem(xml, 406);
        assertThat(xml.problem()).contains("application/xml", "application/json", "application/x-ndjson", "text/csv");
        isProblem(http.ask("GET", "/api/v1/acts", "Accept", "no type"), 406);
        Http.Got sheet = http.ask("GET", "/api/v1/replay", "Accept", "text/csv");
        isProblem(sheet, 406);
        assertThat(sheet.problem()).contains("application/x-ndjson");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/acts?limit=1&knownAt=2025-01-01&validAt=2025-01-01&position=700",
                "/stances.csv?subject=TAL&validAt=2025-01-01&knownAt=2025-01-01&rulebook=1.0.0&position=700",
                "/forums/moscow-format.json?validAt=2025-01-01&knownAt=2025-01-01&position=700",
                "/replay?to=5",
                "/ops/log?to=5",
                "/rulebooks",
                "/acts/ACT-0172?knownAt=2025-01-01&validAt=2025-01-01&position=700",
                "/acts/no-such-act",
                "/acts?stage=x"
            })
    void head_has_the_headers_of_get_and_no_body(String address) {
        Http.Got head = http.ask("HEAD", "/api/v1" + address);
        Http.Got get = http.ask("GET", "/api/v1" + address);
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.text()).isEmpty();
        for (String header :
                List.of("Content-Type", "ETag", "Content-Location", "Cache-Control", "Timeline-Position")) {
            assertThat(head.header(header)).as(header).isEqualTo(get.header(header));
        }
    }

    // ----------------------------------------------------------------------------------- methods, addresses, bodies

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/v1/acts, 'GET, HEAD, OPTIONS, POST'",
        "PUT, /api/v1/stances, 'GET, HEAD, OPTIONS'",
        "POST, /api/v1/stances, 'GET, HEAD, OPTIONS'",
        "PATCH, /api/v1/acts/ACT-0001, 'GET, HEAD, OPTIONS'",
        "GET, /api/v1/ops/views/stance_v3/parked/retry, 'OPTIONS, POST'"
    })
    void a_method_that_is_not_allowed_is_refused_with_those_that_are(String method, String path, String allowed) {
        Http.Got got = http.ask(method, path);
        isProblem(got, 405);
        assertThat(got.header("Allow")).isEqualTo(allowed);
        assertThat(got.problem()).contains(method, path, allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nope", "/api/v1", "/nope", "/", "/error", "/api/v1/acts/ACT-0001/"})
    void an_unknown_address_is_not_found(String path) {
        isProblem(http.ask("GET", path), 404);
        isProblem(http.ask("GET", path, "Accept", "text/html"), 404);
    }

    @Test
    void a_schema_of_a_version_that_is_none_is_not_on_file() {
        assertThat(http.at("/schemas/ListingLifted/1").status()).isEqualTo(200);
        isProblem(http.at("/schemas/ListingLifted/1x"), 404);
        isProblem(http.at("/schemas/ListingLift/1"), 404);
    }

    @Test
    void a_body_of_another_type_is_refused_with_the_types_that_are_read() {
        Http.Got got = http.ask("POST", "/api/v1/acts", "Content-Type", "text/plain");
        isProblem(got, 415);
        assertThat(got.problem()).contains("'text/plain'", "application/json", "application/cloudevents+json");
        assertThat(got.header("Accept")).contains("application/json");
        isProblem(http.ask("POST", "/api/v1/acts"), 415);
        Http.Got form = http.ask(
                "POST", "/api/v1/imports?format=un-consolidated", "Content-Type", "multipart/form-data; boundary=x");
        isProblem(form, 415);
        assertThat(form.problem()).contains("send the file itself");
    }

    @Test
    void a_parameter_that_is_missing_or_no_number_is_named() {
        for (String[] asked : new String[][] {
            {"POST", "/api/v1/imports", "format"},
            {"POST", "/api/v1/imports?format=un-consolidated&share=much", "share"},
            {"GET", "/api/v1/ops/versions/stance/differences", "version"},
            {"GET", "/api/v1/acts?limit=99999999999", "limit"},
            {"GET", "/api/v1/diff?question=acts", "left"}
        }) {
            Http.Got got = http.ask(asked[0], asked[1]);
            isProblem(got, 400);
            assertThat(got.json().path("errors").path(0).path("parameter").asString())
                    .isEqualTo(asked[2]);
        }
    }

    // ------------------------------------------------------------------------------ what the container cannot read

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/ac|ts HTTP/1.1\r\nHost: x\r\n",
                "GET /api/v1/acts/%zz HTTP/1.1\r\nHost: x\r\n",
                "GET /api/v1/acts/%ff HTTP/1.1\r\nHost: x\r\n",
                "GET /api/v1/acts/a%2fb HTTP/1.1\r\nHost: x\r\n",
                "GET /api/v1/acts/a%00b HTTP/1.1\r\nHost: x\r\n",
                "GET /api/v1/acts/a\\b HTTP/1.1\r\nHost: x\r\n",
                "GET /api/v1/acts?q=%zz HTTP/1.1\r\nHost: x\r\n",
                "GET /api/v1/acts?q=%ff HTTP/1.1\r\nHost: x\r\n",
                "GET /api/v1/stances.csv?subject=%zz HTTP/1.1\r\nHost: x\r\n",
                "GET /api/v1/acts HTTP/1.1\r\n",
                "GET /api/v1/acts HTTP/1.1\r\nHost: x y\r\n",
                "GET /api/v1/acts HTTP/9.9\r\nHost: x\r\n",
                "GE(T /api/v1/acts HTTP/1.1\r\nHost: x\r\n",
                "TRACE /api/v1/acts HTTP/1.1\r\nHost: x\r\n",
                "GET /api/v1/acts HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nContent-Length: abc\r\n",
                "POST /api/v1/acts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: foo\r\n",
                "POST /api/v1/acts HTTP/1.1\r\nHost: x\r\nExpect: foo\r\nContent-Length: 0\r\n"
            })
    void what_the_container_cannot_read_is_a_problem_like_all_others(String request) {
        isProblem(request);
    }

    @Test
    void a_header_that_is_too_long_is_a_problem_like_all_others() {
        isProblem("GET /api/v1/acts HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(20_000) + "\r\n");
        isProblem("GET /api/v1/acts?q=" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n");
    }

    private static void isProblem(String request) {
        String answer = sent(request + "Connection: close\r\n\r\n");
        assertThat(answer).as(request).containsPattern("^HTTP/1\\.1 [45]\\d\\d");
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-type: application/problem+json");
        JsonNode problem =
                JsonMapper.shared().readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
        assertThat(problem.path("detail").asString("")).isNotEmpty();
        assertThat(answer).contains("HTTP/1.1 " + problem.path("status").asInt());
    }

    /** Sends raw bytes, because an HTTP client would correct them. */
    private static String sent(String request) {
        URI server = RunningTimeline.url();
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---------------------------------------------------------------------------------------------- cursors, others

    @Test
    void a_cursor_continues_only_its_own_question() {
        String cursor =
                encoded(http.get("/acts?actor=RUS&limit=2").json().path("next").asString());
        assertThat(http.get("/acts?actor=RUS&limit=3&cursor=" + cursor).status())
                .isEqualTo(200);
        for (String other : List.of(
                "/acts?actor=CHN&limit=2",
                "/acts?limit=2",
                "/acts?actor=RUS&phase=effective&limit=2",
                "/claims?actor=RUS&limit=2")) {
            Http.Got got = http.get(other + "&cursor=" + cursor);
            isProblem(got, 400);
            assertThat(got.problem()).as(other).contains("\"cursor\"", "/acts?actor=RUS");
        }
    }

    @Test
    void the_cursor_of_a_very_long_question_fits_into_an_address_beside_it() {
        String question = "/acts?limit=1&q=" + "Taliban%20".repeat(200);
        String cursor = http.get(question).json().path("next").asString("");
        assertThat(cursor).isNotEmpty().hasSizeLessThan(1_000);
        assertThat(http.get(question + "&cursor=" + encoded(cursor)).status()).isEqualTo(200);
        isProblem(http.get("/acts?limit=1&q=Taliban&cursor=" + encoded(cursor)), 400);
    }

    private static List<String> ids(JsonNode acts) {
        return acts.valueStream().map(act -> act.path("id").asString()).toList();
    }

    @Test
    void of_many_others_why_shows_the_first_the_number_of_the_rest_and_their_cursor() {
        for (int day = 1; day <= 28; day++) {
            Http.Got visit = http.post("""
                {"type": "VisitMade", "id": "many-visits-%1$d", "phase": "effective", "valid": "2015-02-%1$02d",
                 "actors": [{"id": "MNG"}], "subjects": [{"id": "TAL"}]}\
                """.formatted(day));
            assertThat(visit.status()).as(visit.text()).isIn(200, 201);
        }
        String question = encoded("stances?actor=MNG&subject=TAL&dimension=security&after=many-visits-28");
        JsonNode row = http.get("/why?question=" + question).json().path("rows").path(0);
        assertThat(row.path("others").size()).isEqualTo(20);
        int left = row.path("othersLeft").asInt();
        assertThat(left).isGreaterThanOrEqualTo(8);
        Set<String> seen = new HashSet<>(ids(row.path("others")));
        int total = seen.size() + left;
        while (row.path("othersLeft").asInt() > 0) {
            JsonNode answer = http.at(row.path("othersNext").asString()).json();
            assertThat(answer.path("rows").size()).isEqualTo(1);
            row = answer.path("rows").path(0);
            seen.addAll(ids(row.path("others")));
        }
        assertThat(seen).hasSize(total);
        assertThat(row.path("othersNext").isNull()).isTrue();
        isProblem(http.get("/why?question=" + question + "&row=2"), 400);
        isProblem(http.get("/why?question=" + question + "&row=0"), 400);
        isProblem(http.get("/why?question=" + question + "&othersAfter=-1"), 400);
    }
}
