package org.geotimeline.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Features of every question: reasons, differences, files, time in both directions, and search. */
class WholeAnswersIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // before all tests
    private static RunningTimeline.Started timeline;

    @BeforeAll
    static void start() {
        timeline = RunningTimeline.start();
    }

    @AfterAll
    static void stop() {
        timeline.close();
    }

    // ------------------------------------------------------------------------------------------------- differences

    @Test
    void a_late_act_is_learned_and_moves_only_the_days_from_its_own_on() {
        recordKnownLater("LATE", "2003-05-01", "ListingImposed", "'list': 'kaz-national', 'status': 'BANNED'", "PSE");
        JsonNode before =
                diff("stances?actor=PSE&subject=TAL", "validAt:2003-04-30,knownAt:2003-06-01", "validAt:2003-04-30");
        assertThat(before.path("changed").asInt()).isZero();
        for (String day : List.of("2003-05-01", "2014-01-01", "2025-01-01")) {
            JsonNode after = diff(
                    "stances?actor=PSE&subject=TAL&dimension=designation",
                    "validAt:%s,knownAt:2026-01-01".formatted(day),
                    "validAt:%s".formatted(day));
            assertThat(causes(after)).as(day).containsExactly("we learned");
            assertThat(after.path("rows")
                            .get(0)
                            .path("causes")
                            .get(0)
                            .path("acts")
                            .get(0)
                            .asString())
                    .isEqualTo("LATE");
        }
    }

    @Test
    void a_correction_a_retraction_and_the_course_of_the_world_are_three_causes() {
        JsonNode corrected = diff(
                "listings?authority=KGZ&subject=TAL",
                "validAt:2024-09-03,knownAt:2024-09-06",
                "validAt:2024-09-03,knownAt:2024-09-07");
        assertThat(causes(corrected)).containsExactly("corrected");
        assertThat(corrected
                        .path("rows")
                        .get(0)
                        .path("causes")
                        .get(0)
                        .path("acts")
                        .get(0)
                        .asString())
                .isEqualTo("A-KGZ-DELIST-2");

        JsonNode world = diff(
                "stances?actor=RUS&subject=TAL&dimension=designation",
                "validAt:2024-10-20,knownAt:2024-10-20",
                "validAt:2025-07-10,knownAt:2025-07-10");
        assertThat(causes(world)).containsExactly("world changed");

        record("GONE", "2011-01-01", "Recognised", "'known': '2011-01-01'", "MLT");
        post("{'type': 'ActRetracted', 'id': 'GONE-NOT', 'act': 'GONE', 'reason': {'en': 'It was another state.'}}");
        JsonNode retracted = diff(
                "recognitions?actor=MLT&subject=TAL", "validAt:2015-01-01,knownAt:2015-01-01", "validAt:2015-01-01");
        assertThat(causes(retracted)).containsExactly("retracted");
        assertThat(retracted.path("rows").get(0).path("right").isNull()).isTrue();
    }

    @Test
    void only_what_makes_the_difference_is_a_cause() {
        record(
                "BAN",
                "2010-01-01",
                "ListingImposed",
                "'known': '2010-01-01', 'list': 'tjk-national', 'status': 'BANNED'",
                "CYP");
        record(
                "LIFT",
                "2020-06-10",
                "ListingLifted",
                "'known': '2020-06-20', 'list': 'tjk-national', 'ends': 'BAN'",
                "CYP");
        post("{'type': 'ActConfirmed', 'id': 'LIFT-YES', 'act': 'LIFT', 'known': '2020-06-21'}");
        post("{'type': 'ActCorrected', 'id': 'LIFT-1', 'act': 'LIFT', 'known': '2020-06-22', 'changes': {'valid':"
                + " '2020-06-15'}}");
        post("{'type': 'ActCorrected', 'id': 'LIFT-2', 'act': 'LIFT', 'known': '2020-06-23', 'changes': {'valid':"
                + " '2020-06-01'}}");
        post("{'type': 'ActRetracted', 'id': 'LIFT-2-NOT', 'act': 'LIFT-2', 'known': '2020-06-24', 'reason': {'en':"
                + " 'Misread.'}}");
        String question = "listings?authority=CYP&subject=TAL";
        // The act was learned with its date corrected. The correction alone changes nothing.
        assertThat(told(diff(
                        question, "validAt:2020-07-01,knownAt:2020-06-19", "validAt:2020-07-01,knownAt:2020-06-22")))
                .isEqualTo("[we learned LIFT, corrected LIFT-1]");
        // On a day on which only the correction matters. A retracted correction is none.
        assertThat(told(diff(
                        question, "validAt:2020-06-12,knownAt:2020-06-21", "validAt:2020-06-12,knownAt:2020-06-24")))
                .isEqualTo("[corrected LIFT-1]");
        assertThat(told(diff(
                        question, "validAt:2020-06-05,knownAt:2020-06-23", "validAt:2020-06-05,knownAt:2020-06-24")))
                .isEqualTo("[retracted LIFT-2-NOT]");
        // A confirmation of an effective act changes nothing.
        assertThat(told(diff(
                        question, "validAt:2020-06-12,knownAt:2020-06-20", "validAt:2020-06-12,knownAt:2020-06-21")))
                .isEqualTo("[]");
    }

    private static String told(JsonNode diff) {
        var told = new ArrayList<String>();
        diff.path("rows")
                .forEach(row -> row.path("causes").forEach(cause -> {
                    var acts = new ArrayList<String>();
                    cause.path("acts").forEach(act -> acts.add(act.asString()));
                    told.add(cause.path("cause").asString() + " " + String.join(" ", acts));
                }));
        return told.toString();
    }

    @Test
    void two_versions_of_the_rulebook_live_beside_each_other_and_are_compared_cell_by_cell() throws IOException {
        var document = (tools.jackson.databind.node.ObjectNode)
                get("/acts/rulebook:stance-taliban:1.0.0").path("rulebook").deepCopy();
        document.put("version", "1.1.0").put("extends", "1.0.0");
        document.path("rules").forEach(rule -> {
            if (rule.path("id").asString().equals("P1.3")) {
                ((tools.jackson.databind.node.ObjectNode) rule).put("atLeast", "AMBASSADOR_CREDENTIALS");
            }
        });
        var publish = JsonMapper.shared().createObjectNode();
        publish.put("type", "RulebookPublished").put("id", "rulebook:stance-taliban:1.1.0");
        publish.set("rulebook", document);
        JsonNode published = recorded(publish.toString());
        String after = "&after=" + published.path("position").asLong();

        assertThat(
                        get("/stances?actor=ARE&subject=TAL&dimension=representation_received&validAt=2024-10-09&rulebook=1.0.0"
                                        + after)
                                .path("rows")
                                .get(0)
                                .path("value")
                                .asString())
                .isEqualTo("AMBASSADOR_COPY");
        JsonNode compared = diff(
                "stances?subject=TAL&dimension=representation_received",
                "validAt:2024-10-09,rulebook:1.0.0",
                "validAt:2024-10-09,rulebook:1.1.0");
        assertThat(causes(compared)).containsExactly("rulebook changed");
        var changed = new TreeSet<String>();
        compared.path("rows").forEach(row -> changed.add(row.path("actor").asString()));
        // China has had full credentials since; only the day and the act from which its level holds are others.
        assertThat(changed).containsExactly("ARE", "CHN", "UZB");
    }

    private static List<String> causes(JsonNode diff) {
        var causes = new ArrayList<String>();
        diff.path("rows")
                .forEach(row -> row.path("causes")
                        .forEach(c -> causes.add(c.path("cause").asString())));
        return causes.stream().distinct().toList();
    }

    private static JsonNode diff(String question, String left, String right) {
        return get("/diff?question=%s&left=%s&right=%s".formatted(encoded(question), encoded(left), encoded(right)));
    }

    // ------------------------------------------------------------------------------------------------------- why

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stances?actor=KAZ&subject=TAL&dimension=designation",
                "listings?authority=KGZ&subject=TAL",
                "recognitions?actor=RUS&subject=TAL",
                "missions?receiver=CHN",
                "accreditations?sender=TAL&receiver=CHN",
                "conditions?actor=EU&subject=TAL",
                "pledges?actor=RUS",
                "claims?actor=PAK&subject=TAL",
                "acts?type=ListingLifted",
                "actors?q=Kabulov",
                "actors?kind=movement",
                "forums/moscow-format?year=2024",
                "forums/moscow-format/participation?year=2024&entity=IND",
                "dyads/RUS/TAL?validFrom=2025"
            })
    void every_row_of_every_view_can_say_why(String question) {
        JsonNode why = get("/why?question=" + encoded(question));
        assertThat(why.path("rows").size()).as(question).isPositive();
        why.path("rows").forEach(row -> {
            assertThat(row.path("because").size()).as("%s: %s", question, row).isPositive();
            row.path("because")
                    .forEach(act -> assertThat(act.path("position").asLong()).isPositive());
        });
    }

    @Test
    void why_says_what_would_have_been_answered_without_the_correction() {
        JsonNode row = get("/why?question="
                        + encoded("listings?authority=KGZ&subject=TAL&validAt=2024-09-04&knownAt=2024-09-08"))
                .path("rows")
                .get(0);
        assertThat(row.path("row").path("status").asString()).isEqualTo("formerly");
        assertThat(row.path("withoutCorrections").path("status").asString()).isEqualTo("currently");
        var decides = new TreeMap<String, Boolean>();
        row.path("corrections")
                .forEach(c ->
                        decides.put(c.path("id").asString(), c.path("decides").asBoolean()));
        assertThat(decides).containsEntry("A-KGZ-DELIST-2", true);
    }

    // ------------------------------------------------------------------------------------- time in both directions

    @Test
    void a_view_tells_its_history_and_how_one_day_was_learned() {
        JsonNode history = get("/listings?authority=RUS&subject=TAL&over=valid");
        assertThat(new LinkedHashSet<>(history.path("rows").findValuesAsString("status")))
                .containsExactly("announced", "currently", "suspended");
        JsonNode learned = get("/listings?authority=KGZ&subject=TAL&validAt=2024-09-03&over=known");
        assertThat(learned.path("rows").findValuesAsString("status")).containsExactly("currently", "formerly");
        assertThat(learned.path("rows").get(1).path("knownFrom").asString()).startsWith("2024-09-07");
    }

    // ----------------------------------------------------------------------------------------------------- files

    @Test
    void the_same_pinned_question_gives_the_same_bytes_whatever_was_recorded_since() throws Exception {
        String pinned =
                get("/stances?subject=TAL").path("asOf").path("position").asString();
        for (String suffix : List.of(".json", ".csv", ".ndjson")) {
            String address = "/stances%s?subject=TAL&validAt=2025-01-01&knownAt=2025-01-01&rulebook=1.0.0&position=%s"
                    .formatted(suffix, pinned);
            byte[] first = bytes(address);
            record("BETWEEN" + suffix.substring(1), "2020-01-01", "Recognised", "'known': '2020-01-01'", "LUX");
            assertThat(bytes(address)).as(suffix).isEqualTo(first);
            assertThat(new String(first, StandardCharsets.UTF_8))
                    .contains("rulebook", "1.0.0", "complete", "validAt", "2025-01-01");
        }
    }

    @Test
    void what_a_spreadsheet_would_run_is_a_text_in_a_file() throws Exception {
        record("FORMULA", "2020-01-01", "StatementMade", "'known': '2020-01-01', 'title': {'en': '=cmd()'}", "FRA");
        String csv = new String(bytes("/acts.csv?actor=FRA&q=cmd"), StandardCharsets.UTF_8);
        assertThat(csv).contains(",'=cmd(),").doesNotContain(",=cmd()");
        List<String> whole = new String(
                        bytes("/stances.csv?subject=TAL&dimension=designation&all=true"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        long rows = whole.stream().filter(line -> !line.startsWith("#")).count() - 1;
        assertThat(whole).contains("# count: " + rows);
        assertThat(rows).isGreaterThan(190);
    }

    @Test
    void a_file_holds_all_rows_of_all_pages_and_an_unknown_one_is_a_problem() throws Exception {
        String lines = new String(bytes("/acts.ndjson"), StandardCharsets.UTF_8);
        List<String> rows = lines.lines().skip(1).toList();
        var ids = new HashSet<String>();
        rows.forEach(row -> ids.add(JsonMapper.shared().readTree(row).path("id").asString()));
        assertThat(ids).hasSize(rows.size()).hasSizeGreaterThan(250).contains("ACT-0001", "ACT-0229");
        var paged = new HashSet<String>();
        String cursor = "";
        do {
            JsonNode page = get("/acts?limit=7" + cursor);
            page.path("rows")
                    .forEach(row ->
                            assertThat(paged.add(row.path("id").asString())).isTrue());
            cursor = page.path("next").isString()
                    ? "&cursor=" + page.path("next").asString()
                    : "";
        } while (!cursor.isEmpty());
        assertThat(paged).containsAll(ids);
        assertThat(send(HttpRequest.newBuilder(URI.create(timeline.url() + "/api/v1/stances.csv?subject=TLA")))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_cursor_goes_on_where_it_was_given_and_nowhere_else() {
        String next = encoded(get("/listings?limit=2").path("next").asString());
        assertThat(status("/acts?cursor=" + next)).isEqualTo(400);
        assertThat(status("/listings?limit=2&knownAt=2001-01-01&cursor=" + next))
                .isEqualTo(400);
        assertThat(status("/listings?limit=2&cursor=" + next)).isEqualTo(200);
        assertThat(status("/acts?q=%21%21")).isEqualTo(400);
    }

    @Test
    void the_same_body_under_the_same_key_is_recorded_once_also_without_an_id() {
        String body = "{\"type\": \"VisitMade\", \"phase\": \"effective\", \"valid\": \"2019-05-05\","
                + " \"actors\": [{\"id\": \"UZB\"}], \"subjects\": [{\"id\": \"FRA\"}]}";
        var ids = new HashSet<String>();
        for (int status : List.of(201, 200, 200)) {
            HttpResponse<byte[]> got = send(HttpRequest.newBuilder(URI.create(timeline.url() + "/api/v1/acts"))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "visit of May")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            assertThat(got.statusCode()).isEqualTo(status);
            ids.add(JsonMapper.shared().readTree(got.body()).path("id").asString());
        }
        assertThat(ids).hasSize(1);
    }

    private static int status(String question) {
        return send(HttpRequest.newBuilder(URI.create(timeline.url() + "/api/v1" + question)))
                .statusCode();
    }

    // ---------------------------------------------------------------------------------------------------- search

    @Test
    void a_name_is_found_in_whatever_spelling_and_the_pakistani_taliban_are_not_the_taliban() {
        assertThat(ids("q=Mottaqi"))
                .isEqualTo(ids("q=Muttaqi"))
                .contains("ACT-0182")
                .hasSizeGreaterThan(5);
        post("{'type': 'AttackMade', 'id': 'TTP-ATTACK', 'phase': 'effective', 'valid': '2014-12-16', 'known':"
                + " '2014-12-16', 'actors': [{'id': 'TTP'}], 'subjects': [{'id': 'PAK'}], 'title': {'en':"
                + " 'Pakistani Taliban attack a school'}}");
        assertThat(ids("q=%22Pakistani%20Taliban%22")).contains("ACT-0053", "TTP-ATTACK");
        assertThat(ids("q=TTP")).contains("ACT-0053", "TTP-ATTACK");
        assertThat(ids("q=Taliban")).contains("ACT-0179", "ACT-0015").doesNotContain("TTP-ATTACK");
        assertThat(ids("q=Лавров&actor=RUS")).isNotEmpty();
    }

    @Test
    void what_a_later_correction_of_the_same_day_replaced_is_found_as_the_ledger_stood_before_it() {
        post("{'type': 'StatementMade', 'id': 'ORCHARD', 'phase': 'effective', 'valid': '2019-03-01', 'known':"
                + " '2019-03-02', 'kind': 'position', 'actors': [{'id': 'TJK'}], 'subjects': [{'id': 'TAL'}],"
                + " 'title': {'en': 'On pomegranates'}}");
        long before = corrected("ORCHARD-1", "PAK", "On apricots");
        corrected("ORCHARD-2", "IRN", "On walnuts");
        assertThat(ids("actor=TJK&subject=PAK&position=" + before)).contains("ORCHARD");
        assertThat(ids("actor=TJK&subject=PAK")).doesNotContain("ORCHARD");
        assertThat(ids("q=apricots&position=" + before)).contains("ORCHARD");
        assertThat(ids("actor=TJK&subject=IRN&q=walnuts")).containsExactly("ORCHARD");
    }

    private static long corrected(String id, String subject, String title) {
        return post(("{'type': 'ActCorrected', 'id': '%s', 'act': 'ORCHARD', 'known': '2019-03-05',"
                                + " 'changes': {'subjects': [{'id': '%s'}], 'title': {'en': '%s'}}}")
                        .formatted(id, subject, title))
                .path("position")
                .asLong();
    }

    @Test
    void facets_count_all_that_is_found_whatever_the_page() {
        JsonNode found = get("/acts?family=listing&facets=true&limit=1");
        JsonNode facets = found.path("totals").path("facets");
        int total = found.path("totals").path("acts").asInt();
        assertThat(found.path("complete").asBoolean()).isFalse();
        int types = facets.path("type").valueStream().mapToInt(JsonNode::asInt).sum();
        assertThat(types).isEqualTo(total);
        assertThat(get("/acts?family=listing&precision=day&facets=true")
                        .path("totals")
                        .path("acts")
                        .asInt())
                .isEqualTo(facets.path("precision").path("day").asInt());
    }

    private static Set<String> ids(String query) {
        var ids = new TreeSet<String>();
        get("/acts?limit=1000&" + query)
                .path("rows")
                .forEach(row -> ids.add(row.path("id").asString()));
        return ids;
    }

    // ------------------------------------------------------------------------------------------------- small parts

    private static void recordKnownLater(String id, String valid, String type, String fields, String actor) {
        record(id, valid, type, fields, actor);
    }

    private static void record(String id, String valid, String type, String fields, String actor) {
        post(("{'type': '%s', 'id': '%s', 'phase': 'effective', 'valid': '%s', 'actors': [{'id': '%s'}],"
                        + " 'subjects': [{'id': 'TAL'}], %s}")
                .formatted(type, id, valid, actor, fields));
    }

    private static JsonNode post(String body) {
        return recorded(body.replace('\'', '"'));
    }

    private static JsonNode recorded(String body) {
        HttpResponse<byte[]> got = send(HttpRequest.newBuilder(URI.create(timeline.url() + "/api/v1/acts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(got.statusCode())
                .as(new String(got.body(), StandardCharsets.UTF_8))
                .isBetween(200, 201);
        JsonNode outcome = JsonMapper.shared().readTree(got.body());
        for (String view : List.of("acts", "stances?subject=TAL", "listings", "recognitions")) {
            get("/%s%slimit=1&after=%d"
                    .formatted(
                            view,
                            view.contains("?") ? "&" : "?",
                            outcome.path("position").asLong()));
        }
        return outcome;
    }

    private static JsonNode get(String question) {
        return JsonMapper.shared().readTree(bytes(question));
    }

    private static byte[] bytes(String question) {
        HttpResponse<byte[]> got = send(HttpRequest.newBuilder(URI.create(timeline.url() + "/api/v1" + question)));
        assertThat(got.statusCode())
                .as(question + " " + new String(got.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return got.body();
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
