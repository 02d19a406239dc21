package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.geotimeline.act.Dossier;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several versions of one view in one program. */
class VersionsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant LATE = Instant.parse("2099-01-01T00:00:00Z");

    private final MemoryLedger ledger = new MemoryLedger();
    private Database database;

    @BeforeEach
    void open() {
        database = Database.fresh();
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("VersionsTest seed " + seed);
        ListingHistories.random(new Random(seed), 120).forEach(ledger::append);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Says {@code removed} where the first version says {@code DELISTED}, and nothing else otherwise. */
    private static final class Renaming extends LatestListing {
        Renaming() {
            super("latest_v2");
        }

        @Override
        public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
                Timeline timeline, List<Revision> visible, Instant knownAt) {
            var cells = new TreeMap<>(super.fold(timeline, visible, knownAt));
            var status = new TreeMap<LocalDate, JsonNode>();
            cells.getOrDefault("status", new TreeMap<>())
                    .forEach((day, answer) ->
                            status.put(day, Json.read(Json.text(answer).replace("\"DELISTED\"", "\"removed\""))));
            cells.put("status", status);
            return cells;
        }
    }

    /** Waits at the tenth event until it may go on. */
    private static final class Slow extends LatestListing {
        private final CountDownLatch mayGoOn = new CountDownLatch(1);

        Slow() {
            super("latest_v2");
        }

        @Override
        public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
            if (event.position() == 10) {
                try {
                    mayGoOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
            super.link(event, dossier, links);
        }
    }

    private Projections started(Projection... projections) {
        return Projections.start(List.of(projections), database.source(), ledger, new SimpleMeterRegistry());
    }

    private void awaitBuilt(Projections projections, String name) {
        await().atMost(SOON).until(() -> projections.state(name).applied() >= ledger.head());
    }

    private boolean renamed(StepTable steps) {
        return steps.over(Map.of(), StepTable.Cells.ALL, LATE, ledger.head())
                .toString()
                .contains("\"removed\"");
    }

    private static boolean serving(Projections projections, String name) {
        return projections.versions("latest").stream().anyMatch(v -> v.name().equals(name) && v.serving());
    }

    @Test
    void a_new_version_is_built_beside_and_answers_from_when_it_is_told_to_until_the_other_is() throws Exception {
        try (var first = started(new LatestListing())) {
            awaitBuilt(first, "latest_v1");
        }
        try (var both = started(new LatestListing(), new Renaming())) {
            StepTable steps = both.of("latest_v1");
            awaitBuilt(both, "latest_v2");
            assertThat(steps.name()).isEqualTo("latest_v1");
            assertThat(renamed(steps)).isFalse();

            both.serve("latest_v2", "DELISTED was no word of the field");
            assertThat(steps.name()).isEqualTo("latest_v2");
            assertThat(renamed(steps)).isTrue();

            ledger.append(ListingHistories.random(new Random(1), 1).getFirst());
            both.serve("latest_v1", "analysts had written DELISTED into their sheets");
            awaitBuilt(both, "latest_v1");
            assertThat(renamed(steps)).isFalse();
            assertThat(both.served("latest", 10))
                    .extracting(Served::name, Served::before, Served::reason)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    "latest_v1", "latest_v2", "analysts had written DELISTED into their sheets"),
                            org.assertj.core.groups.Tuple.tuple(
                                    "latest_v2", "latest_v1", "DELISTED was no word of the field"),
                            org.assertj.core.groups.Tuple.tuple("latest_v1", null, "the first"));
        }
        try (var again = started(new LatestListing(), new Renaming())) {
            awaitBuilt(again, "latest_v1");
            assertThat(again.of("latest_v2").name()).isEqualTo("latest_v1");
        }
    }

    @Test
    void what_two_versions_answer_otherwise_is_told_cell_by_cell_and_nothing_else() throws Exception {
        try (var both = started(new LatestListing(), new Renaming())) {
            awaitBuilt(both, "latest_v1");
            awaitBuilt(both, "latest_v2");
            long position = ledger.head();
            Compared compared = both.compare("latest_v1", "latest_v2", position, 1_000);
            assertThat(compared.complete()).isTrue();
            assertThat(compared.differing()).isNotEmpty().allSatisfy(cell -> {
                assertThat(cell.cell()).isEqualTo("status");
                assertThat(cell.exact()).isTrue();
                assertThat(cell.examples()).isNotEmpty().allSatisfy(corner -> {
                    assertThat(String.valueOf(corner.answer())).contains("DELISTED");
                    assertThat(String.valueOf(corner.other())).contains("removed");
                });
            });
            assertThat(compared.differing())
                    .extracting(Compared.Differing::timeline)
                    .containsExactlyInAnyOrderElementsOf(differing("latest_v1", "latest_v2"));
            assertThat(both.compare("latest_v1", "latest_v2", position, 1).complete())
                    .isEqualTo(compared.differing().size() == 1);
            assertThatThrownBy(() -> both.compare("latest_v1", "latest_v2", position + 1, 1))
                    .isInstanceOf(NotApplied.class);
        }
    }

    /** The timelines whose status is another at some time, by asking at each known time for all days. */
    private Set<List<String>> differing(String name, String other) {
        Set<List<String>> differing = new HashSet<>();
        var one = new PostgresSteps(name, List.of("list", "party"), database.source());
        var two = new PostgresSteps(other, List.of("list", "party"), database.source());
        var status = StepTable.Cells.named(List.of("status"));
        for (Recorded event : ledger.events()) {
            var said = new ArrayList<>(one.over(Map.of(), status, event.known(), ledger.head()));
            var instead = new ArrayList<>(two.over(Map.of(), status, event.known(), ledger.head()));
            var both = List.copyOf(said);
            said.removeAll(instead);
            instead.removeAll(both);
            said.forEach(i -> differing.add(i.timeline().values()));
            instead.forEach(i -> differing.add(i.timeline().values()));
        }
        return differing;
    }

    @Test
    void versions_that_say_the_same_are_the_same() throws Exception {
        try (var both = started(new LatestListing(), new LatestListing("latest_v2"))) {
            awaitBuilt(both, "latest_v1");
            awaitBuilt(both, "latest_v2");
            Compared compared = both.compare("latest_v1", "latest_v2", ledger.head(), 10);
            assertThat(compared.same()).isTrue();
            assertThat(compared.cells()).isPositive();
            assertThat(compared.differing()).isEmpty();
        }
    }

    @Test
    void a_version_that_is_behind_does_not_come_to_answer_and_is_asked_for_by_nobody() throws Exception {
        var slow = new Slow();
        try (var first = started(new LatestListing())) {
            awaitBuilt(first, "latest_v1");
        }
        try (var both = started(new LatestListing(), slow)) {
            await().atMost(SOON).until(() -> both.state("latest_v1").applied() >= ledger.head());
            assertThatThrownBy(() -> both.serve("latest_v2", "too early"))
                    .isInstanceOf(NotServed.class)
                    .hasMessageContaining("behind the ledger");
            assertThat(serving(both, "latest_v1")).isTrue();
            slow.mayGoOn.countDown();
            awaitBuilt(both, "latest_v2");
            both.serve("latest_v2", "now it is built");
            assertThat(serving(both, "latest_v2")).isTrue();
        }
    }

    @Test
    void what_was_called_off_has_no_rows_and_is_not_run_until_it_is_wanted_again() throws Exception {
        try (var both = started(new LatestListing(), new Renaming())) {
            awaitBuilt(both, "latest_v1");
            awaitBuilt(both, "latest_v2");
            String serving = both.of("latest_v1").name();
            String other = serving.equals("latest_v1") ? "latest_v2" : "latest_v1";
            assertThatThrownBy(() -> both.callOff(serving))
                    .isInstanceOf(NotServed.class)
                    .hasMessageContaining("have another version answer first");
            both.callOff(other);
            assertThat(database.count("projection.%s_step".formatted(other))).isZero();
        }
        try (var again = started(new LatestListing(), new Renaming())) {
            ledger.append(ListingHistories.random(new Random(2), 1).getFirst());
            String serving = again.of("latest_v1").name();
            String other = serving.equals("latest_v1") ? "latest_v2" : "latest_v1";
            awaitBuilt(again, serving);
            assertThat(again.state(other).applied()).isZero();
            assertThat(again.state(other).stopped()).isTrue();
            again.build(other);
            awaitBuilt(again, other);
        }
    }

    @Test
    void where_the_version_that_answered_has_left_the_program_the_one_that_is_built_furthest_answers() {
        try (var old = started(new LatestListing())) {
            awaitBuilt(old, "latest_v1");
        }
        var slow = new Slow();
        try (var next = started(new LatestListing("latest_v3"), slow)) {
            awaitBuilt(next, "latest_v3");
            await().atMost(SOON).until(() -> serving(next, "latest_v3"));
            slow.mayGoOn.countDown();
        }
    }

    @Test
    void another_node_follows_within_seconds() throws Exception {
        try (var node = started(new LatestListing(), new Renaming());
                var other = started(new LatestListing(), new Renaming())) {
            awaitBuilt(node, "latest_v1");
            awaitBuilt(node, "latest_v2");
            String serving = node.of("latest_v1").name();
            String next = serving.equals("latest_v1") ? "latest_v2" : "latest_v1";
            node.serve(next, "it is better");
            await().atMost(SOON).until(() -> other.of("latest_v1").name().equals(next));
        }
    }
}
