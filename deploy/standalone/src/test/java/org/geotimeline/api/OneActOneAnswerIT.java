package org.geotimeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotimeline.testing.Http;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the report of one act to the answers about it. */
class OneActOneAnswerIT {

    private static final String VISIT = """
            {"type": "VisitMade", "id": "%s", "phase": "effective", "valid": "2026-03-02", "known": "2026-03-03",
             "actors": [{"id": "TKM"}], "subjects": [{"id": "TAL"}], "title": {"en": "A minister visits Kabul"}}""";

    private final Http http = new Http(RunningTimeline.url());

    @Test
    void an_act_is_recorded_and_its_recorder_reads_it_at_once() {
        Http.Got posted = http.post(VISIT.formatted("one-1"));
        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.header("Location")).isEqualTo("/api/v1/acts/one-1");
        assertThat(posted.json().path("leaf").asString()).matches("[0-9a-f]{64}");
        JsonNode act = http.get("/acts/one-1?after=one-1").json();
        assertThat(act.path("title").path("en").asString()).isEqualTo("A minister visits Kabul");
        assertThat(act.path("dataset").asString()).isEqualTo("local");
        assertThat(act.path("position").asLong())
                .isEqualTo(posted.json().path("position").asLong());
    }

    @Test
    void the_same_act_twice_is_nothing_new_and_another_body_is_a_conflict() {
        assertThat(http.post(VISIT.formatted("one-2")).status()).isEqualTo(201);
        Http.Got again = http.post(VISIT.formatted("one-2"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("outcome").asString()).isEqualTo("nothing_new");
        Http.Got other = http.post(
                VISIT.formatted("one-2").replace("2026-03-02", "2026-03-01").replace("A minister", "Ministers"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactly("/title/en", "/valid");
    }

    @Test
    void a_second_act_of_the_same_parties_and_day_is_recorded_and_named_as_a_possible_duplicate() {
        http.post(VISIT.formatted("one-3"));
        Http.Got second = http.post(VISIT.formatted("one-4"));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().path("possibleDuplicates").toString()).contains("one-3");
    }

    @Test
    void an_idempotency_key_stands_for_one_act() {
        Http.Got first = http.post(VISIT.formatted("one-5"), "key-5");
        Http.Got again = http.post(VISIT.formatted("one-5"), "key-5");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("event")).isEqualTo(first.json().path("event"));
        assertThat(http.post(VISIT.formatted("one-6"), "key-5").status()).isEqualTo(409);
    }

    @Test
    void a_correction_changes_what_is_known_from_then_on_and_not_before() {
        http.post(VISIT.formatted("one-7"));
        http.post("""
                {"type": "ActCorrected", "id": "one-7-corrected", "act": "one-7", "known": "2026-04-01",
                 "changes": {"valid": "2026-03-05"}}""");
        assertThat(http.get("/acts/one-7?knownAt=2026-03-31&after=one-7")
                        .json()
                        .path("valid")
                        .asString())
                .isEqualTo("2026-03-02");
        assertThat(http.get("/acts/one-7?knownAt=2026-04-01")
                        .json()
                        .path("valid")
                        .asString())
                .isEqualTo("2026-03-05");
        assertThat(http.get("/acts/one-7/revisions").json().path("rows")).hasSize(2);
        assertThat(http.get("/acts/one-7/revisions/1").json().path("valid").asString())
                .isEqualTo("2026-03-02");
    }

    @Test
    void a_merged_act_redirects_to_the_older_one() {
        http.post(VISIT.formatted("one-8"));
        http.post(VISIT.formatted("one-9"));
        assertThat(http.post("""
                {"type": "ActsMerged", "id": "one-merge", "act": "one-8", "merged": "one-9"}""").status()).isEqualTo(201);
        Http.Got younger = http.get("/acts/one-9?after=one-9");
        assertThat(younger.status()).isEqualTo(308);
        assertThat(younger.header("Location")).startsWith("/api/v1/acts/one-8?");
    }

    @Test
    void a_split_retracts_one_act_and_records_its_parts() {
        http.post(VISIT.formatted("one-10"));
        Http.Got split = http.post("""
                {"type": "ActSplit", "id": "one-split", "act": "one-10", "known": "2026-03-03", "into": [%s, %s]}""".formatted(VISIT.formatted("one-10a"), VISIT.formatted("one-10b")));
        assertThat(split.status()).as(split.text()).isEqualTo(201);
        assertThat(split.json().path("also").toString()).contains("one-10a", "one-10b");
        assertThat(http.get("/acts/one-10?after=one-10b")
                        .json()
                        .path("standing")
                        .asString())
                .isEqualTo("split");
        assertThat(http.get("/acts/one-10a").status()).isEqualTo(200);
    }

    @Test
    void a_pinned_answer_never_changes_and_may_be_kept_for_ever() {
        http.post(VISIT.formatted("one-11"));
        Http.Got now = http.get("/acts?actor=TKM&after=one-11");
        String pinned = now.header("Content-Location").substring("/api/v1".length());
        Http.Got first = http.get(pinned);
        http.post(VISIT.formatted("one-12"));
        Http.Got later = http.get(pinned + "");
        assertThat(first.header("Cache-Control")).contains("immutable");
        assertThat(later.text()).isEqualTo(first.text());
        assertThat(http.get("/acts?actor=TKM&after=one-12").json().path("rows").size())
                .isEqualTo(first.json().path("rows").size() + 1);
    }

    @Test
    void a_list_is_read_page_by_page_under_the_clocks_of_its_first_page() {
        JsonNode all = http.get("/acts?subject=TAL&validTo=2024-12-31").json();
        var ids = new ArrayList<String>();
        JsonNode page =
                http.get("/acts?subject=TAL&validTo=2024-12-31&limit=10").json();
        while (true) {
            page.path("rows").forEach(row -> ids.add(row.path("id").asString()));
            if (page.path("complete").asBoolean()) {
                break;
            }
            page = http.get("/acts?subject=TAL&validTo=2024-12-31&limit=10&cursor="
                            + page.path("next").asString())
                    .json();
        }
        assertThat(ids)
                .containsExactlyElementsOf(all.path("rows")
                        .valueStream()
                        .map(row -> row.path("id").asString())
                        .toList());
    }

    @Test
    void the_replay_is_the_history_in_order_and_continues_where_it_was_cut() {
        String[] whole = http.get("/replay?to=200").text().strip().split("\n");
        assertThat(whole).hasSize(200);
        assertThat(http.get("/replay?from=101&to=200").text().strip().split("\n"))
                .containsExactly(Arrays.copyOfRange(whole, 100, 200));
    }

    @Test
    void every_type_of_act_in_the_history_has_a_schema_that_is_served() {
        Set<String> types = Arrays.stream(http.get("/replay").text().strip().split("\n"))
                .map(line -> JsonMapper.shared().readTree(line))
                .map(event -> event.path("body").path("type").asString() + "/"
                        + event.path("version").asString())
                .collect(Collectors.toSet());
        assertThat(types).hasSizeGreaterThan(40);
        for (String type : types) {
            Http.Got schema = http.at("/schemas/" + type);
            assertThat(schema.status()).as(type).isEqualTo(200);
            assertThat(schema.json().path("$id").asString()).isEqualTo("/schemas/" + type);
        }
    }
}
