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
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.projection.query.NotApplied;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.runtime.steps.Json;
import org.geotimeline.projection.runtime.steps.PostgresSteps;
import org.geotimeline.projection.runtime.steps.Token;
import org.geotimeline.projection.runtime.versions.VersionDifference;
import org.geotimeline.projection.runtime.versions.VersionOrder;
import org.geotimeline.projection.runtime.versions.VersionRefused;
import org.geotimeline.projection.runtime.versions.VersionSwitch;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several versions of one view in one program. */
class VersionsTest {

    private static final Duration SOON = Duration.ofMinutes(3);
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
                    .extracting(VersionSwitch::name, VersionSwitch::before, VersionSwitch::reason)
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
            VersionDifference compared = both.compare("latest_v1", "latest_v2", position, 1_000);
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
                    .extracting(VersionDifference.Differing::timeline)
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
            VersionDifference compared = both.compare("latest_v1", "latest_v2", ledger.head(), 10);
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
                    .isInstanceOf(VersionRefused.class)
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
            assertThatThrownBy(() -> both.callOff(serving, null))
                    .isInstanceOf(VersionRefused.class)
                    .hasMessageContaining("have another version answer first");
            both.callOff(other, null);
            assertThat(database.count("projection.%s_step".formatted(other))).isZero();
        }
        try (var again = started(new LatestListing(), new Renaming())) {
            ledger.append(ListingHistories.random(new Random(2), 1).getFirst());
            String serving = again.of("latest_v1").name();
            String other = serving.equals("latest_v1") ? "latest_v2" : "latest_v1";
            awaitBuilt(again, serving);
            assertThat(again.state(other).applied()).isZero();
            assertThat(again.state(other).stopped()).isTrue();
            again.resume(other, null);
            awaitBuilt(again, other);
        }
    }

    @Test
    void what_was_cancelled_keeps_what_it_has_and_goes_on_there_when_it_is_resumed() throws Exception {
        var slow = new Slow();
        try (var first = started(new LatestListing())) {
            awaitBuilt(first, "latest_v1");
        }
        String digest;
        try (var both = started(new LatestListing(), slow)) {
            await().atMost(SOON).until(() -> both.progress("latest_v2").head() == ledger.head());
            assertThat(both.progress("latest_v2").phase()).isEqualTo("building");
            assertThat(both.progress("latest_v2").since()).isNotNull();
            assertThat(both.progress("latest_v1").phase()).isEqualTo("live");
            slow.mayGoOn.countDown();
            awaitBuilt(both, "latest_v2");
            both.cancel("latest_v2", "it takes the night");
            digest = both.digest("latest_v2", ledger.head());
            ledger.append(ListingHistories.random(new Random(3), 1).getFirst());
            awaitBuilt(both, "latest_v1");
            assertThat(both.progress("latest_v2").phase()).isEqualTo("cancelled");
            assertThatThrownBy(() -> both.serve("latest_v2", "although it is cancelled"))
                    .isInstanceOf(VersionRefused.class)
                    .hasMessageContaining("cancelled");
        }
        try (var again = started(new LatestListing(), new LatestListing("latest_v2"))) {
            awaitBuilt(again, "latest_v1");
            await().atMost(SOON).until(() -> again.state("latest_v2").applied() == ledger.head() - 1);
            assertThat(again.progress("latest_v2").phase()).isEqualTo("cancelled");
            assertThat(again.digest("latest_v2", ledger.head() - 1)).isEqualTo(digest);
            again.resume("latest_v2", null);
            awaitBuilt(again, "latest_v2");
            assertThat(again.progress("latest_v2").phase()).isEqualTo("live");
            assertThat(again.digest("latest_v2", ledger.head())).isEqualTo(again.digest("latest_v1", ledger.head()));
            assertThat(again.ordered("latest", 10))
                    .extracting(VersionOrder::name, VersionOrder::what, VersionOrder::position, VersionOrder::reason)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("latest_v2", "resumed", ledger.head() - 1, null),
                            org.assertj.core.groups.Tuple.tuple(
                                    "latest_v2", "cancelled", ledger.head() - 1, "it takes the night"));
        }
    }

    @Test
    void a_version_is_rebuilt_to_the_same_unless_it_answers() throws Exception {
        try (var both = started(new LatestListing(), new Renaming())) {
            awaitBuilt(both, "latest_v1");
            awaitBuilt(both, "latest_v2");
            String serving = both.of("latest_v1").name();
            String other = serving.equals("latest_v1") ? "latest_v2" : "latest_v1";
            String digest = both.digest(other, ledger.head());
            for (var refused : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                    () -> both.rebuild(serving, "to be sure"), () -> both.cancel(serving, "to be sure"))) {
                assertThatThrownBy(refused)
                        .isInstanceOf(VersionRefused.class)
                        .hasMessage(
                                serving + " answers; have another version answer first, a new one built beside it where"
                                        + " there is none");
            }
            database.execute("delete from projection.%s_step".formatted(other));
            both.rebuild(other, "somebody had deleted its rows");
            awaitBuilt(both, other);
            assertThat(both.digest(other, ledger.head())).isEqualTo(digest);
            assertThat(both.ordered("latest", 1).getFirst().reason()).isEqualTo("somebody had deleted its rows");
        }
    }

    @Test
    void what_the_program_has_no_more_is_listed_and_removed_but_nothing_else() throws Exception {
        try (var both = started(new LatestListing(), new LatestListing("latest_v10"))) {
            awaitBuilt(both, "latest_v1");
            awaitBuilt(both, "latest_v10");
            if (serving(both, "latest_v1")) {
                both.serve("latest_v10", "it is to stay");
            }
        }
        try (var ahead = started(new LatestListing("latest_v10"))) {
            awaitBuilt(ahead, "latest_v10");
            String digest = ahead.digest("latest_v10", ledger.head());
            assertThat(ahead.gone("latest")).singleElement().satisfies(gone -> {
                assertThat(gone.name()).isEqualTo("latest_v1");
                assertThat(gone.position()).isEqualTo(ledger.head());
                assertThat(gone.bytes()).isPositive();
                assertThat(gone.serving()).isFalse();
            });
            assertThatThrownBy(() -> ahead.remove("latest_v10", "by mistake"))
                    .isInstanceOf(VersionRefused.class)
                    .hasMessageStartingWith("latest_v10 is in the program");
            assertThat(ahead.remove("latest_v3", "there is none")).isFalse();
            try (var node = database.source().getConnection()) {
                node.setAutoCommit(false);
                Token.lock(node, "latest_v1");
                assertThatThrownBy(() -> ahead.remove("latest_v1", "too early"))
                        .isInstanceOf(VersionRefused.class)
                        .hasMessageStartingWith("another node is at work on latest_v1");
                node.rollback();
            }
            assertThat(ahead.remove("latest_v1", "nobody will want it back")).isTrue();
            assertThat(ahead.gone("latest")).isEmpty();
            assertThat(ahead.ordered("latest", 10))
                    .extracting(VersionOrder::name, VersionOrder::what, VersionOrder::reason)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("latest_v1", "removed", "nobody will want it back"));
            assertThat(database.count("pg_tables where starts_with(tablename, 'latest_v1_')"))
                    .isZero();
            assertThat(ahead.digest("latest_v10", ledger.head())).isEqualTo(digest);
        }
    }

    @Test
    void a_version_that_answers_on_another_node_is_not_removed() throws Exception {
        try (var old = started(new LatestListing())) {
            awaitBuilt(old, "latest_v1");
            try (var other = started(new LatestListing("other_v1"))) {
                assertThat(other.gone("latest"))
                        .singleElement()
                        .satisfies(gone -> assertThat(gone.serving()).isTrue());
                assertThatThrownBy(() -> other.remove("latest_v1", "here nobody asks for it"))
                        .isInstanceOf(VersionRefused.class)
                        .hasMessageStartingWith("latest_v1 answers");
            }
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
