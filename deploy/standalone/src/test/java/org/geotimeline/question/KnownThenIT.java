package org.geotimeline.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotimeline.testing.Http;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer as known on one day names no source that was published on a later day. */
class KnownThenIT {

    private static final Http HTTP = new Http(RunningTimeline.url());

    /** An act that names a source of a later day than the one on which the act became known. */
    private record Later(String act, LocalDate known, String source, LocalDate published) {}

    private static final List<Later> LATER = new ArrayList<>();
    private static final Map<String, LocalDate> PUBLISHED = new TreeMap<>();

    @BeforeAll
    static void read_the_ledger() {
        List<JsonNode> bodies = HTTP.get("/replay")
                .text()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line).path("body"))
                .toList();
        for (JsonNode body : bodies) {
            if (body.path("type").asString("").equals("SourceRegistered") && isDay(body)) {
                PUBLISHED.put(body.path("source").asString(), day(body));
            }
        }
        for (JsonNode body : bodies) {
            if (isDay(body)) {
                sources(body)
                        .filter(source ->
                                PUBLISHED.getOrDefault(source, LocalDate.MIN).isAfter(day(body)))
                        .forEach(source -> LATER.add(new Later(
                                body.path("act").asString(body.path("id").asString()),
                                day(body),
                                source,
                                PUBLISHED.getOrDefault(source, LocalDate.MAX))));
            }
        }
    }

    private static boolean isDay(JsonNode body) {
        return body.path("known").asString("").matches("\\d{4}-\\d\\d-\\d\\d");
    }

    private static LocalDate day(JsonNode body) {
        return LocalDate.parse(body.path("known").asString());
    }

    private static Stream<String> sources(JsonNode body) {
        return Stream.concat(
                        body.path("sources").valueStream(),
                        body.path("seats")
                                .valueStream()
                                .flatMap(seat -> seat.path("sources").valueStream()))
                .map(source -> source.asString(""));
    }

    @Test
    void each_act_that_a_later_source_confirms_names_that_source_from_its_day_on() {
        assertThat(LATER).as("the data set has such acts").hasSizeGreaterThan(20);
        for (Later later : LATER) {
            for (String question : List.of("/acts/%s", "/acts/%s/revisions")) {
                String asked = question.formatted(later.act());
                assertThat(names(asked, later.known(), later.source()))
                        .as("%s, %s", asked, later)
                        .isFalse();
            }
            String act = "/acts/" + later.act();
            assertThat(names(act, later.published(), later.source()))
                    .as("%s, %s", act, later)
                    .isTrue();
        }
    }

    @Test
    void no_question_names_a_source_of_a_later_day() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KnownThenIT seed " + seed);
        List<LocalDate> days =
                new ArrayList<>(LATER.stream().map(Later::known).collect(Collectors.toCollection(TreeSet::new)));
        Collections.shuffle(days, new Random(seed));
        int drawn = Boolean.getBoolean("timeline.test.all") ? days.size() : Math.min(days.size(), 8);
        for (LocalDate day : days.subList(0, drawn)) {
            for (String question : List.of(
                    "/acts.ndjson",
                    "/claims.ndjson",
                    "/dyads/KGZ/TAL.ndjson",
                    "/forums/moscow-format/participation?by=year",
                    "/stances/explain?actor=KGZ&subject=TAL",
                    "/why?question=%2Flistings%3Fsubject%3DTAL%26knownAt%3D")) {
                String answer = asked(question, day);
                assertThat(PUBLISHED.entrySet().stream()
                                .filter(source -> source.getValue().isAfter(day))
                                .filter(source -> answer.contains('"' + source.getKey() + '"')))
                        .as("%s as known on %s", question, day)
                        .isEmpty();
            }
        }
    }

    private static boolean names(String question, LocalDate knownAt, String source) {
        return asked(question, knownAt).contains('"' + source + '"');
    }

    private static String asked(String question, LocalDate knownAt) {
        String clock = question.endsWith("%3D") ? "" : (question.indexOf('?') < 0 ? "?" : "&") + "knownAt=";
        Http.Got got = HTTP.get(question + clock + knownAt);
        assertThat(got.status())
                .as("%s as known on %s: %s", question, knownAt, got.text())
                .isEqualTo(200);
        return got.text();
    }
}
