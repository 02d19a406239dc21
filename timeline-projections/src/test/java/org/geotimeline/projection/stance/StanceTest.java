package org.geotimeline.projection.stance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.geotimeline.act.Act;
import org.geotimeline.act.Revision;
import org.geotimeline.projection.runtime.ProjectionContract;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.rulebook.Dimension;
import org.geotimeline.rulebook.Rulebook;
import org.geotimeline.rulebook.TestRulebooks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The contract of all projections, with an oracle that tries every choice of days and knows no rulebook. */
class StanceTest extends ProjectionContract {

    private static final Map<String, Rulebook> RULEBOOKS =
            Map.of("1.0.0", TestRulebooks.read("1.0"), "1.1.0", TestRulebooks.read("1.1"));

    /** The cells that the oracle knows. */
    private static final List<String> TRIED = List.of("designation", "recognition", "representation_received");

    @Override
    protected Projection projection() {
        return new StanceProjection();
    }

    @Override
    protected List<Act> history(Random random) {
        return StanceHistories.random(random, 4 + random.nextInt(16));
    }

    @Override
    protected int databaseHistories() {
        return Boolean.getBoolean("timeline.test.all") ? 15 : 5;
    }

    @Override
    protected @Nullable JsonNode expected(
            Projection projection,
            Timeline timeline,
            String cell,
            List<Revision> visible,
            LocalDate validAt,
            Instant knownAt) {
        JsonNode folded = folded(timeline, cell, visible, validAt);
        if (TRIED.contains(cell)) {
            check(timeline, cell, visible, validAt, folded);
        }
        return folded;
    }

    private static @Nullable JsonNode folded(
            Timeline timeline, String cell, List<Revision> visible, LocalDate validAt) {
        Rulebook rulebook = RULEBOOKS.getOrDefault(timeline.value(0), TestRulebooks.read("1.0"));
        var step = StanceFold.fold(rulebook, timeline.value(1), timeline.value(2), visible, Instant.MAX)
                .getOrDefault(cell, new TreeMap<>())
                .floorEntry(validAt);
        return step == null || step.getValue().isNull() ? null : step.getValue();
    }

    /** The fold against the oracle: values, acts and flag. */
    private static void check(
            Timeline timeline, String cell, List<Revision> visible, LocalDate day, @Nullable JsonNode folded) {
        var oracle = new StanceOracle(timeline.value(0), timeline.value(1), timeline.value(2), visible, day);
        Set<String> possible = oracle.possible(cell);
        Set<String> values = heads(possible);
        Dimension dimension = RULEBOOKS
                .getOrDefault(timeline.value(0), TestRulebooks.read("1.0"))
                .dimension(cell);
        Set<String> process =
                dimension.flag().map(oracle::possible).map(StanceTest::heads).orElse(Set.of());
        String where = "%s %s on %s: %s".formatted(timeline, cell, day, visible);
        if (folded == null) {
            assertThat(values).as(where).containsExactly("NO_DATA");
            assertThat(process).as(where).isSubsetOf("NONE");
            return;
        }
        Set<String> said = new TreeSet<>(Stance.texts(folded, "alternatives"));
        String value = Stance.text(folded, "value");
        said.add(value == null ? said.isEmpty() ? "NO_DATA" : said.iterator().next() : value);
        assertThat(said).as(where).isEqualTo(values);
        assertThat(new TreeSet<>(Stance.texts(folded, "acts")))
                .as(where)
                .isEqualTo(possible.stream()
                        .filter(p -> p.contains(" of "))
                        .map(p -> p.replaceAll(".* of ", ""))
                        .collect(Collectors.toCollection(TreeSet::new)));
        Set<String> flags = new TreeSet<>(Stance.texts(folded, "processAlternatives"));
        String flag = Stance.text(folded, "process");
        if (flag != null) {
            flags.add(flag);
        }
        assertThat(flags).as(where).isEqualTo(process);
    }

    private static Set<String> heads(Set<String> possible) {
        return possible.stream().map(p -> p.replaceAll(" .*", "")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static final int HISTORIES =
            Integer.getInteger("timeline.test.histories", Boolean.getBoolean("timeline.test.all") ? 300 : 100);

    @Test
    void every_fold_of_a_random_history_is_what_the_oracle_tries() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("StanceTest seed " + seed);
        var random = new Random(seed);
        int answered = 0;
        for (int h = 0; h < HISTORIES; h++) {
            var told = new StanceHistory(TestRulebooks.read("1.0"));
            StanceHistories.random(new Random(random.nextLong()), 3 + random.nextInt(12))
                    .forEach(told::add);
            for (int i = 0; i < 8; i++) {
                LocalDate day = LocalDate.of(2003, 2, 1 + random.nextInt(14));
                List<Revision> visible =
                        told.visible(Instant.parse("2003-03-%02dT23:59:59.999999Z".formatted(1 + random.nextInt(20))));
                String subject = StanceHistories.SUBJECTS.get(random.nextInt(4));
                String actor = StanceHistories.ACTORS.get(random.nextInt(2));
                String cell = TRIED.get(random.nextInt(3));
                var timeline = Timeline.of(random.nextBoolean() ? "1.0.0" : "1.1.0", actor, subject);
                JsonNode folded = folded(timeline, cell, visible, day);
                check(timeline, cell, visible, day, folded);
                answered += folded == null ? 0 : 1;
            }
        }
        assertThat(answered).isGreaterThan(HISTORIES / 2);
    }
}
