package org.geotimeline.api.record;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.geotimeline.act.knowledge.Corrections;
import org.geotimeline.ledger.Hashes;
import org.geotimeline.time.Known;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What holds for every line of the shipped data set, so that an institute can print it and a later edition can add to it. */
class AfghanistanSetTest {

    /** The lines of each edition that was shipped. A data folder has them, so they stay as they are. */
    private static final Map<Integer, String> EDITIONS =
            new TreeMap<>(Map.of(718, "2aab43ba3cba2c598bdd0b9da6df2011e509856e949d2c6dd541d391306f3fdc"));

    private static final Set<String> KNOWLEDGE =
            Set.of("ActReported", "ActDisputed", "ActConfirmed", "ActCorrected", "ActRetracted", "ActsMerged");

    private static final List<String> TEXTS = lines();
    private static final List<ObjectNode> LINES = TEXTS.stream()
            .map(line -> (ObjectNode) JsonMapper.shared().readTree(line))
            .toList();

    private static List<String> lines() {
        try (BufferedReader reader =
                DataFile.named(DataFile.DEFAULT).orElseThrow().open()) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<ObjectNode> ofType(String type) {
        return LINES.stream().filter(line -> line.path("type").stringValue().equals(type));
    }

    /** Each line as the corrections leave it; an act that was retracted has the confidence {@code retracted}. */
    private static Map<String, ObjectNode> asCorrected() {
        var bodies = new LinkedHashMap<String, ObjectNode>();
        for (ObjectNode line : LINES) {
            String act = line.path("act").asString("");
            switch (line.path("type").stringValue()) {
                case "ActCorrected" ->
                    bodies.computeIfPresent(
                            act, (id, body) -> Corrections.apply(body, (ObjectNode) line.path("changes")));
                case "ActRetracted" -> bodies.computeIfPresent(act, (id, body) -> body.put("confidence", "retracted"));
                default -> bodies.put(line.path("id").stringValue(), line.deepCopy());
            }
        }
        return bodies;
    }

    private static Stream<ObjectNode> actsAsCorrected() {
        return asCorrected().values().stream()
                .filter(body -> body.has("phase"))
                .filter(body -> !body.path("confidence").asString("").equals("retracted"));
    }

    @Test
    void the_lines_of_an_edition_that_was_shipped_never_change() {
        EDITIONS.forEach((count, hash) -> assertThat(
                        Hashes.sha256Hex(TEXTS.stream().limit(count).collect(joining("\n", "", "\n"))))
                .as("the first %d lines; append acts that correct them", count)
                .isEqualTo(hash));
    }

    @Test
    void every_id_is_given_once() {
        assertThat(LINES).extracting(line -> line.path("id").stringValue()).doesNotHaveDuplicates();
    }

    @Test
    void every_source_has_a_title_a_publisher_and_a_date_or_says_that_it_has_none() {
        List<ObjectNode> sources = asCorrected().values().stream()
                .filter(body -> body.path("type").stringValue().equals("SourceRegistered"))
                .toList();

        assertThat(sources).hasSizeGreaterThan(480).allSatisfy(source -> {
            String name = source.path("source").stringValue();
            assertThat(source.path("title")
                            .path(source.path("language").asString("en"))
                            .asString(source.path("title").path("en").asString("")))
                    .as(name)
                    .isNotBlank();
            if (!name.equals("seed-article")) { // its author and its publisher are not known
                assertThat(source.path("publisher").asString("")).as(name).isNotBlank();
            }
            assertThat(source.has("known")
                            || source.path("note").path("en").asString("").contains("Undated."))
                    .as(name)
                    .isTrue();
        });
        assertThat(sources)
                .filteredOn(source -> source.has("url"))
                .hasSizeGreaterThan(440)
                .allSatisfy(
                        source -> assertThat(source.path("url").stringValue()).startsWith("http"));
    }

    @Test
    void every_act_names_a_source_or_has_the_grade_of_an_act_without_one() {
        assertThat(actsAsCorrected()).hasSizeGreaterThan(340).allSatisfy(act -> {
            if (act.path("sources").isEmpty()) {
                assertThat(act.path("confidence").asString(""))
                        .as(act.toString())
                        .isEqualTo("C");
            }
        });
        assertThat(actsAsCorrected().filter(act -> act.path("sources").isEmpty()))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void a_report_about_an_act_names_its_document_and_a_worse_report_names_the_better_one() {
        Map<String, ObjectNode> bodies = asCorrected();

        assertThat(bodies.values().stream()
                        .filter(body -> Set.of("ActReported", "ActDisputed")
                                .contains(body.path("type").stringValue())))
                .hasSizeGreaterThan(420)
                .allSatisfy(report -> {
                    String id = report.path("id").stringValue();
                    assertThat(bodies.keySet())
                            .as(id)
                            .contains("source:" + report.path("source").asString(""))
                            .contains(report.path("act").stringValue());
                    if (report.path("verdict").stringValue().equals("superseded")) {
                        assertThat(bodies.keySet())
                                .as(id)
                                .contains(report.path("supersededBy").asString(""));
                    }
                });
    }

    @Test
    void a_correction_is_known_when_its_document_was_published() {
        var published = new HashMap<String, Instant>();
        ofType("SourceRegistered")
                .filter(source -> source.has("known"))
                .forEach(source -> published.put(source.path("source").stringValue(), known(source)));

        assertThat(ofType("ActCorrected")
                        .filter(correction ->
                                correction.path("id").stringValue().startsWith("A-FIX-"))
                        .filter(correction ->
                                published.containsKey(correction.path("source").stringValue())))
                .hasSizeGreaterThan(30)
                .allSatisfy(correction -> assertThat(published)
                        .as(correction.toString())
                        .containsEntry(correction.path("source").stringValue(), known(correction)));
    }

    private static Instant known(ObjectNode line) {
        return Known.parse(line.path("known").stringValue()).earliest();
    }

    @Test
    void all_acts_of_knowledge_come_after_what_they_are_about_unless_they_only_report() {
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < LINES.size(); i++) {
            ObjectNode line = LINES.get(i);
            if (KNOWLEDGE.contains(line.path("type").stringValue())
                    && !line.path("type").stringValue().equals("ActReported")) {
                assertThat(seen)
                        .as("line %d", i + 1)
                        .containsKey(line.path("act").stringValue());
            }
            seen.put(line.path("id").stringValue(), i);
        }
    }
}
