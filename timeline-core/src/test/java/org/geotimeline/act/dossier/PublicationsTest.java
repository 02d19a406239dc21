package org.geotimeline.act.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An act shows a source from its publication on, and no grade of confidence that rests on later sources alone. */
class PublicationsTest {

    private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant THE_5TH = Instant.parse("2024-09-05T23:59:59.999999Z");
    private static final Instant THE_6TH = Instant.parse("2024-09-06T23:59:59.999999Z");
    private static final Instant THE_7TH = Instant.parse("2024-09-07T23:59:59.999999Z");
    private static final Map<String, Instant> PUBLISHED =
            Map.of("of-the-5th", THE_5TH, "of-the-6th", THE_6TH, "of-the-7th", THE_7TH);

    private static final String CLAIM = """
        {"type": "ListingLifted", "id": "A", "phase": "claimed", "valid": "2024-09-05", "known": "2024-09-05",
         "actors": [{"id": "KGZ"}], "subjects": [{"id": "TAL"}], "list": "kgz-national", "status": "DELISTED",
         "unanchored": true, "confidence": "A", "sources": [%s]}\
        """;

    private static Dossier dossier(String... bodies) {
        List<Recorded> entries = new ArrayList<>();
        for (String json : bodies) {
            ObjectNode body = (ObjectNode) JsonMapper.shared().readTree(json);
            Act act = ActJson.read(body);
            int position = entries.size() + 1;
            entries.add(new Recorded(
                    position, OPENED.plusSeconds(position), ActTypes.all().of(act), act, body));
        }
        return new Dossier(
                ActId.parse("A"),
                entries,
                Publications.of(entries, source -> Optional.ofNullable(PUBLISHED.get(source))));
    }

    private static JsonNode body(Dossier dossier, Instant knownAt) {
        return dossier.at(knownAt, Long.MAX_VALUE).orElseThrow().body();
    }

    private static String claim(String... sources) {
        return CLAIM.formatted('"' + String.join("\", \"", sources) + '"');
    }

    @Test
    void a_source_is_shown_from_its_publication_on() {
        Dossier dossier = dossier(claim("of-the-5th", "of-the-6th", "of-the-7th"));

        assertThat(body(dossier, THE_5TH).path("sources").valueStream()).hasSize(1);
        assertThat(body(dossier, THE_6TH).path("sources").valueStream()).hasSize(2);
        assertThat(body(dossier, THE_7TH).path("sources").valueStream()).hasSize(3);
        assertThat(body(dossier, THE_5TH).path("confidence").asString()).isEqualTo("A");
        assertThat(dossier.knownTimes()).containsExactly(THE_5TH, THE_6TH, THE_7TH);
    }

    @Test
    void while_no_source_of_the_act_is_published_its_own_grade_of_confidence_is_not_shown() {
        Dossier dossier = dossier(claim("of-the-6th", "of-the-7th"));

        assertThat(body(dossier, THE_5TH).path("sources").valueStream()).isEmpty();
        assertThat(body(dossier, THE_5TH).has("confidence")).isFalse();
        assertThat(body(dossier, THE_6TH).path("confidence").asString()).isEqualTo("A");
    }

    @Test
    void the_grade_is_then_the_best_that_the_reports_of_that_day_bear() {
        Dossier dossier = dossier(claim("of-the-6th"), """
            {"type": "ActReported", "id": "R-1", "act": "A", "known": "2024-09-05", "confidence": "C",
             "source": "of-the-5th"}\
            """, """
            {"type": "ActReported", "id": "R-2", "act": "A", "known": "2024-09-05", "confidence": "A",
             "source": "of-the-7th"}\
            """);

        assertThat(body(dossier, THE_5TH).path("confidence").asString()).isEqualTo("C");
        assertThat(dossier.at(THE_5TH, Long.MAX_VALUE).orElseThrow().sayings())
                .extracting(saying -> saying.body().path("source").asString("none"))
                .containsExactly("of-the-5th", "none");
        assertThat(body(dossier, THE_6TH).path("confidence").asString()).isEqualTo("A");
    }

    @Test
    void a_source_without_a_date_is_shown_with_the_act() {
        Dossier dossier = dossier(claim("undated"));

        assertThat(body(dossier, THE_5TH).path("sources").valueStream()).hasSize(1);
        assertThat(dossier.knownTimes()).containsExactly(THE_5TH);
    }

    @Test
    void the_sources_of_a_seat_and_of_a_correction_are_shown_from_their_publication_on() {
        Dossier dossier = dossier("""
            {"type": "MeetingHeld", "id": "A", "phase": "effective", "valid": "2024-09-05", "known": "2024-09-05",
             "actors": [{"id": "RUS"}], "seats": [{"entity": "IND", "role": "participant", "confidence": "A",
             "sources": ["of-the-6th"]}]}\
            """, """
            {"type": "ActCorrected", "id": "C", "act": "A", "known": "2024-09-06",
             "changes": {"sources": ["of-the-5th", "of-the-7th"]}}\
            """);

        assertThat(body(dossier, THE_5TH).path("seats").path(0).has("confidence"))
                .isFalse();
        assertThat(body(dossier, THE_5TH).path("seats").path(0).path("sources").valueStream())
                .isEmpty();
        assertThat(body(dossier, THE_6TH)
                        .path("seats")
                        .path(0)
                        .path("confidence")
                        .asString())
                .isEqualTo("A");
        assertThat(body(dossier, THE_6TH).path("sources").valueStream()).hasSize(1);
        assertThat(dossier.shown(dossier.entries().get(1), THE_6TH)
                        .body()
                        .path("changes")
                        .path("sources")
                        .valueStream())
                .hasSize(1);
        assertThat(body(dossier, THE_7TH).path("sources").valueStream()).hasSize(2);
    }
}
