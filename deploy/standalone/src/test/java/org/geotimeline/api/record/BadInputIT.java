package org.geotimeline.api.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.geotimeline.testing.Http;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;

/** Wrong input is refused with its place, its fault and what was expected, and nothing is recorded. */
class BadInputIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Http http = new Http(RunningTimeline.url());

    private static String visit(String changed) {
        return """
            {"type": "VisitMade", "id": "bad-%d", "phase": "effective", "actors": [{"id": "UZB"}],
             "subjects": [{"id": "TAL"}]%s}""".formatted(NUMBER.incrementAndGet(), changed);
    }

    private void refused(String body, int status, String... words) {
        String before = head();
        Http.Got got = http.post(body);
        assertThat(got.status()).as(got.text()).isEqualTo(status);
        assertThat(got.header("Content-Type")).startsWith("application/problem+json");
        assertThat(got.problem()).contains(words);
        assertThat(head()).as("nothing is recorded").isEqualTo(before);
    }

    private String head() {
        return http.get("/actors/UZB").json().path("asOf").path("position").asString();
    }

    private void badQuestion(String path, String parameter, String... words) {
        Http.Got got = http.get(path);
        assertThat(got.status()).as(got.text()).isEqualTo(400);
        assertThat(got.header("Content-Type")).startsWith("application/problem+json");
        assertThat(got.json().path("errors").path(0).path("parameter").asString())
                .isEqualTo(parameter);
        assertThat(got.problem()).contains(words);
    }

    @Test
    void an_unknown_actor_is_refused_with_the_nearest_names() {
        refused(
                visit(", \"valid\": \"2026-01-01\"").replace("UZB", "UZBE"),
                422,
                "no actor 'UZBE' is registered",
                "/actors/0/id",
                "\"UZB\"");
    }

    @Test
    void an_unknown_actor_in_a_question_is_answered_with_the_nearest_names() {
        badQuestion("/acts?actor=KAZZ", "actor", "no actor 'KAZZ' is registered", "\"KAZ\"");
    }

    @Test
    void a_year_out_of_range_is_refused_with_the_year() {
        refused(visit(", \"valid\": \"0025-01-01\""), 422, "year 0025", "/valid", "1500 to 2200");
    }

    @Test
    void an_end_before_its_start_is_refused() {
        refused(visit(", \"valid\": \"2026-02-01/2026-01-01\""), 422, "is before its start", "/valid");
    }

    @Test
    void a_date_that_is_open_on_both_sides_is_refused() {
        for (String open : new String[] {"../..", "/..", "../"}) {
            refused(
                    visit(", \"valid\": \"%s\"".formatted(open)),
                    422,
                    "'%s' is open on both sides".formatted(open),
                    "/valid");
        }
        refused(
                visit(", \"valid\": \"2026-01-01\", \"effective\": \"../..\""),
                422,
                "'../..' is open on both sides",
                "/effective");
    }

    @Test
    void a_correction_to_a_date_that_tells_no_day_is_refused() {
        refused("""
                {"type": "ActCorrected", "id": "to-no-day", "act": "ACT-0172", "changes": {"valid": "../.."}}""", 422, "is open on both sides", "/changes/valid");
    }

    @Test
    void a_malformed_date_is_refused_with_the_expected_forms() {
        refused(visit(", \"valid\": \"01.02.2026\""), 422, "'01.02.2026'", "2003-02-14", "/valid");
    }

    @Test
    void a_day_that_no_calendar_has_is_refused() {
        refused(visit(", \"valid\": \"2026-02-30\""), 422, "'2026-02-30' is not a day of the calendar");
    }

    @Test
    void lifting_a_listing_that_was_never_imposed_is_refused() {
        refused("""
                {"type": "ListingLifted", "id": "bad-lift", "phase": "effective", "valid": "2026-01-01",
                 "actors": [{"id": "UZB"}], "subjects": [{"id": "UZB"}], "list": "kaz-national"}""", 422, "listing kaz-national/UZB was never imposed, as far as is known", "/list");
    }

    @Test
    void a_retracted_act_cannot_be_corrected() {
        assertThat(http.post("""
                {"type": "VisitMade", "id": "to-be-retracted", "phase": "effective", "valid": "2026-01-01",
                 "actors": [{"id": "UZB"}]}""").status()).isIn(200, 201);
        assertThat(http.post("""
                {"type": "ActRetracted", "id": "retraction", "act": "to-be-retracted", "reason": {"en": "a mix-up"}}""").status()).isIn(200, 201);
        Http.Got got = http.post("""
                {"type": "ActCorrected", "id": "too-late", "act": "to-be-retracted", "changes": {"valid": "2026-01-02"}}""");
        assertThat(got.status()).isEqualTo(422);
        assertThat(got.problem()).contains("act 'to-be-retracted' was retracted");
    }

    @Test
    void an_unknown_field_is_refused_with_the_nearest_name() {
        refused(visit(", \"valid\": \"2026-01-01\", \"titel\": {\"en\": \"x\"}"), 400, "no field 'titel'", "\"title\"");
    }

    @Test
    void an_unknown_type_is_refused_with_the_nearest_name() {
        refused(
                "{\"type\": \"ListingLift\", \"id\": \"x\"}",
                400,
                "no act is called 'ListingLift'",
                "\"ListingLifted\"");
    }

    @Test
    void a_missing_field_is_named() {
        refused(visit(""), 400, "/valid", "valid is required");
    }

    @Test
    void all_faults_are_reported_at_once() {
        refused(visit(", \"valid\": \"nonsense\", \"phase2\": 1"), 400, "/valid", "/phase2");
    }

    @Test
    void a_known_time_to_come_is_refused() {
        refused(visit(", \"valid\": \"2026-01-01\", \"known\": \"2199-01-01\""), 422, "/known", "still to come");
    }

    @Test
    void a_question_known_in_the_future_is_refused() {
        badQuestion("/acts?knownAt=2199-01-01", "knownAt", "in the future");
    }

    @Test
    void a_position_past_the_end_is_refused() {
        badQuestion("/acts?position=99999999", "position", "past the end of the ledger");
    }

    @Test
    void an_unknown_parameter_is_refused_with_the_nearest_name() {
        badQuestion("/acts?validat=2024-01-01", "validat", "no parameter 'validat'", "\"validAt\"");
    }

    @Test
    void a_question_about_a_month_is_told_that_it_takes_a_day() {
        badQuestion("/acts?validAt=2024-01", "validAt", "is not one day");
    }

    @Test
    void a_body_over_the_limit_is_refused() {
        refused(visit(", \"valid\": \"2026-01-01\", \"place\": \"" + "x".repeat(1_100_000) + "\""), 413, "larger than");
    }

    @Test
    void a_body_that_is_not_utf8_is_refused() {
        byte[] body = visit(", \"valid\": \"2026-01-01\", \"place\": \"Kabul\"").getBytes(StandardCharsets.UTF_8);
        body[body.length - 4] = (byte) 0xff;
        Http.Got got = http.post(body);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.problem()).contains("not UTF-8");
    }

    @Test
    void a_body_that_is_not_json_says_where_it_stops_being_json() {
        refused("{\"type\": \"VisitMade\",,}", 400, "line 1");
    }

    @Test
    void a_name_that_stands_twice_is_refused() {
        refused(visit(", \"valid\": \"2026-01-01\", \"valid\": \"2026-01-02\""), 400, "valid");
    }

    @Test
    void a_denial_of_nothing_on_file_is_refused() {
        refused("""
                {"type": "DenialMade", "id": "bad-denial", "phase": "effective", "valid": "2026-01-01",
                 "actors": [{"id": "UZB"}], "links": [{"relation": "denies", "act": "no-such-act"}]}""", 422, "'no-such-act', is not on file");
    }
}
