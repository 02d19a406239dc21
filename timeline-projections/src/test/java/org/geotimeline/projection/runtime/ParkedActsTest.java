package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.geotimeline.act.Act;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.projection.runtime.parked.ParkedAct;
import org.geotimeline.projection.runtime.parked.ParkedTimelines;
import org.geotimeline.projection.runtime.steps.Digest;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Acts that a projection cannot take. */
class ParkedActsTest {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int ALL = 100_000;

    private final MemoryLedger ledger = new MemoryLedger();
    private Database database;

    @BeforeEach
    void open() {
        database = Database.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Cannot fold what has one of these acts, nor place those. */
    private static final class Choking extends LatestListing {
        private final Set<String> folding = ConcurrentHashMap.newKeySet();
        private final Set<String> placing = ConcurrentHashMap.newKeySet();
        private final Set<String> unspeakable = ConcurrentHashMap.newKeySet();

        @Override
        public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
            if (placing.contains(event.id().text())) {
                throw new IllegalStateException("cannot place " + event.id());
            }
            super.link(event, dossier, links);
        }

        @Override
        public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
                Timeline timeline, List<Revision> visible, Instant knownAt) {
            var cells = super.fold(timeline, visible, knownAt);
            for (Revision revision : visible) {
                String act = revision.id().text();
                if (folding.contains(act)) {
                    throw new IllegalStateException("cannot fold " + act);
                }
                if (unspeakable.contains(act)) {
                    var steps = new TreeMap<LocalDate, JsonNode>();
                    steps.put(LocalDate.of(2003, 2, 1), JsonNodeFactory.instance.stringNode("\0"));
                    cells.put("said", steps);
                }
            }
            return cells;
        }

        void mend() {
            folding.clear();
            placing.clear();
            unspeakable.clear();
        }
    }

    BatchSizes stride() {
        return TestBatchSizes.live(50);
    }

    private long history(int count) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("ParkedActsTest seed " + seed);
        for (Act act : ListingHistories.random(new Random(seed), count)) {
            ledger.append(act);
        }
        return seed;
    }

    private ProjectionRunner started(Projection projection) {
        return started(projection, ParkedTimelines.MAX_PARKED);
    }

    private ProjectionRunner started(Projection projection, int mostParked) {
        var runner = TestRunners.of(projection, database.source(), ledger, stride(), mostParked);
        runner.start();
        return runner;
    }

    private String digest() {
        return new Digest(Tables.of(new LatestListing())).at(database.source(), ledger.head());
    }

    private String undisturbed() throws Exception {
        try (var other = Database.fresh();
                var runner = TestRunners.of(new LatestListing(), other.source(), ledger)) {
            runner.start();
            assertThat(runner.await(ledger.head(), SOON)).isTrue();
            return new Digest(Tables.of(new LatestListing())).at(other.source(), ledger.head());
        }
    }

    /** The rows of all timelines but those. */
    private Set<String> rowsWithout(Set<List<String>> timelines) throws SQLException {
        var rows = new HashSet<String>();
        try (var connection = database.source().getConnection();
                var select = connection.createStatement();
                var found = select.executeQuery("select list, party, s.* from projection.latest_v1_step s")) {
            while (found.next()) {
                if (!timelines.contains(List.of(found.getString(1), found.getString(2)))) {
                    var row = new StringBuilder();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        row.append(found.getString(i)).append('|');
                    }
                    rows.add(row.toString());
                }
            }
        }
        return rows;
    }

    /** An act on that many timelines, early in the history. */
    private String listing() {
        return ledger.events().stream()
                .filter(e -> e.id().text().startsWith("A"))
                .skip(3)
                .findFirst()
                .orElseThrow()
                .id()
                .text();
    }

    private void untilNothingIsParked(ProjectionRunner runner) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(runner.orders().parked(0, ALL)).isEmpty();
            assertThat(runner.state().parked()).isZero();
        });
    }

    @Test
    void a_timeline_that_cannot_be_folded_stands_still_and_all_others_flow() throws Exception {
        history(150);
        var projection = new Choking();
        projection.folding.add(listing());
        try (var runner = started(projection)) {
            assertThat(runner.await(150, SOON)).isTrue();
            List<ParkedAct> parked = runner.orders().parked(0, ALL);
            assertThat(parked)
                    .isNotEmpty()
                    .allSatisfy(p -> assertThat(p.timeline()).hasSize(2));
            var first = parked.getFirst();
            assertThat(first.cause()).contains("IllegalStateException: cannot fold " + listing(), "ParkedActsTest");
            assertThat(first.behind()).isNull();
            assertThat(first.tries()).isEqualTo(3);
            assertThat(parked)
                    .filteredOn(p -> p.cause() == null)
                    .allSatisfy(p -> assertThat(p.behind()).isLessThan(p.position()));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.state().parked()).isEqualTo(parked.size()));
            var still = new HashSet<List<String>>();
            parked.forEach(p -> still.add(p.timeline()));
            Set<String> flowed = rowsWithout(still);

            projection.mend();
            assertThat(runner.orders().retry(first.position())).isPositive();
            runner.orders().retry(null);
            untilNothingIsParked(runner);
            assertThat(digest()).isEqualTo(undisturbed());
            assertThat(rowsWithout(still)).isEqualTo(flowed).isNotEmpty();
        }
    }

    @RepeatedTest(2)
    void whatever_was_parked_and_tried_again_the_rows_are_those_of_an_undisturbed_history() throws Exception {
        parkSomeAndTryAgain();
    }

    @RepeatedTest(10)
    @EnabledIfSystemProperty(named = "timeline.test.all", matches = "true", disabledReason = "many more of the same")
    void in_many_more_histories_the_rows_are_those_of_an_undisturbed_history() throws Exception {
        parkSomeAndTryAgain();
    }

    private void parkSomeAndTryAgain() throws Exception {
        long seed = history(220);
        var random = new Random(seed);
        var projection = new Choking();
        for (Recorded event : ledger.events()) {
            if (random.nextInt(40) == 0) {
                projection.folding.add(event.id().text());
            }
        }
        try (var runner = started(projection)) {
            assertThat(runner.await(220, SOON)).isTrue();
        }
        // Another process, in which half of it is mended.
        projection.folding.removeIf(act -> random.nextBoolean());
        try (var runner = started(projection)) {
            runner.orders().retry(null);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.orders().parked(0, ALL))
                            .allSatisfy(p -> assertThat(p.wanted()).isFalse()));
            for (Act act : ListingHistories.random(new Random(seed), 260).subList(220, 260)) {
                ledger.append(act);
            }
            assertThat(runner.await(260, SOON)).isTrue();
            projection.mend();
            runner.orders().retry(null);
            untilNothingIsParked(runner);
            assertThat(digest()).isEqualTo(undisturbed());
        }
    }

    @Test
    void what_is_tried_again_in_vain_stays_parked_and_counts_its_tries() throws Exception {
        history(80);
        var projection = new Choking();
        projection.folding.add(listing());
        try (var runner = started(projection)) {
            assertThat(runner.await(80, SOON)).isTrue();
            int parked = runner.orders().parked(0, ALL).size();
            runner.orders().retry(null);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.orders().parked(0, ALL))
                            .filteredOn(p -> p.cause() != null)
                            .allSatisfy(p -> assertThat(p.tries()).isEqualTo(4))
                            .allSatisfy(p -> assertThat(p.wanted()).isFalse()));
            assertThat(runner.orders().parked(0, ALL)).hasSize(parked);
        }
    }

    @Test
    void an_act_that_cannot_be_placed_waits_with_all_acts_about_it() throws Exception {
        history(200);
        String act = listing();
        var projection = new Choking();
        projection.placing.add(act);
        try (var runner = started(projection)) {
            assertThat(runner.await(200, SOON)).isTrue();
            assertThat(runner.orders().parked(0, ALL))
                    .allSatisfy(p -> assertThat(p.timeline()).isEmpty())
                    .first()
                    .satisfies(p -> assertThat(p.act()).isEqualTo(act))
                    .satisfies(p -> assertThat(p.cause()).contains("cannot place " + act));
            projection.mend();
            assertThat(runner.orders().retry(null)).isEqualTo(1);
            untilNothingIsParked(runner);
            assertThat(runner.await(200, SOON)).isTrue();
            assertThat(digest()).isEqualTo(undisturbed());
        }
    }

    @Test
    void an_act_whose_rows_the_database_refuses_is_found_and_parked() throws Exception {
        history(120);
        var projection = new Choking();
        projection.unspeakable.add(listing());
        try (var runner = started(projection)) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(runner.orders().parked(0, ALL))
                            .first()
                            .satisfies(p -> assertThat(p.cause()).contains("PSQLException")));
            projection.mend();
            runner.orders().retry(null);
            untilNothingIsParked(runner);
            assertThat(runner.await(120, SOON)).isTrue();
            assertThat(digest()).isEqualTo(undisturbed());
        }
    }

    @Test
    void a_dropped_act_is_left_out_for_ever_and_the_reason_is_kept() throws Exception {
        history(150);
        String act = listing();
        var projection = new Choking();
        projection.folding.add(act);
        try (var runner = started(projection)) {
            assertThat(runner.await(150, SOON)).isTrue();
            ParkedAct first = runner.orders().parked(0, ALL).getFirst();
            assertThat(runner.orders().drop(first.position() + 10_000, "nothing is there"))
                    .isFalse();
            assertThat(runner.orders().drop(first.position(), "recorded by mistake, and nobody can say what it meant"))
                    .isTrue();
            assertThat(runner.await(150, SOON)).isTrue();
            assertThat(runner.orders().parked(0, ALL)).isEmpty();
            assertThat(runner.orders().dropped(0, ALL)).singleElement().satisfies(d -> {
                assertThat(d.position()).isEqualTo(first.position());
                assertThat(d.act()).isEqualTo(act);
                assertThat(d.reason()).isEqualTo("recorded by mistake, and nobody can say what it meant");
                assertThat(d.cause()).contains("cannot fold " + act);
            });
            String without = digest();
            assertThat(without).isNotEqualTo(undisturbed());
            runner.orders().reset();
            assertThat(runner.await(150, SOON)).isTrue();
            assertThat(digest()).isEqualTo(without);
        }
    }

    @Test
    void when_too_many_are_parked_the_projection_stops_and_says_so() throws Exception {
        history(200);
        var projection = new Choking();
        ledger.events().forEach(e -> projection.folding.add(e.id().text()));
        try (var runner = started(projection, 5)) {
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(runner.state().failure()).contains("5 acts are parked; no more are"));
            assertThat(runner.orders().parked(0, ALL)).hasSizeBetween(1, 5);
            assertThat(runner.state().applied()).isLessThan(200);
            projection.mend();
            runner.orders().retry(null);
            assertThat(runner.await(200, SOON)).isTrue();
            untilNothingIsParked(runner);
            assertThat(digest()).isEqualTo(undisturbed());
        }
    }
}
