package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.geotimeline.act.Act;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.knowledge.KnowledgeAct.ActsMerged;
import org.geotimeline.projection.query.NotApplied;
import org.geotimeline.projection.runtime.steps.Digest;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.AsOf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runners that fail, are killed, and compete. */
class ProjectionRunnerTest {

    private static final Duration SOON = Duration.ofMinutes(3);

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

    private static List<Act> acts(int count) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("ProjectionRunnerTest seed " + seed);
        return ListingHistories.random(new Random(seed), count);
    }

    BatchSizes stride(int batch) {
        return TestBatchSizes.live(batch);
    }

    private ProjectionRunner started(Projection projection, int batch) {
        var runner = TestRunners.of(projection, database.source(), ledger, stride(batch));
        runner.start();
        return runner;
    }

    private String digest() {
        return new Digest(Tables.of(new LatestListing())).at(database.source(), ledger.head());
    }

    /** The digest that an undisturbed runner would have left. */
    private String undisturbed() throws Exception {
        try (var other = Database.fresh();
                var runner = TestRunners.of(new LatestListing(), other.source(), ledger)) {
            runner.start();
            assertThat(runner.await(ledger.head(), SOON)).isTrue();
            return new Digest(Tables.of(new LatestListing())).at(other.source(), ledger.head());
        }
    }

    @Test
    void a_runner_whose_connection_is_killed_in_mid_batch_goes_on_where_it_was() throws Exception {
        acts(200).forEach(ledger::append);
        var inTheMiddle = new CountDownLatch(1);
        var killed = new CountDownLatch(1);
        var projection = new LatestListing() {
            @Override
            public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
                super.link(event, dossier, links);
                if (event.position() == 150 && killed.getCount() > 0) {
                    inTheMiddle.countDown();
                    uninterruptibly(killed);
                }
            }
        };
        try (var runner = started(projection, 100)) {
            inTheMiddle.await();
            database.executeAsOwner("""
                select pg_terminate_backend(l.pid) from pg_locks l join pg_class c on c.oid = l.relation
                where c.relname = 'token' and l.mode = 'RowShareLock' and l.pid <> pg_backend_pid()
                    and l.database = (select oid from pg_database where datname = current_database())
                """);
            killed.countDown();
            assertThat(runner.await(200, SOON)).isTrue();
            assertThat(runner.state().failures()).isPositive();
            assertThat(runner.orders().parked(0, 10)).isEmpty();
            assertThat(digest()).isEqualTo(undisturbed());
        }
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void when_the_node_that_runs_it_stops_another_steps_in_and_nothing_is_skipped_or_done_twice() throws Exception {
        List<Act> acts = acts(300);
        var first = started(new LatestListing(), 7);
        try (var second = started(new LatestListing(), 7)) {
            acts.subList(0, 100).forEach(ledger::append);
            assertThat(first.await(50, SOON)).isTrue();
            acts.subList(100, 200).forEach(ledger::append);
            boolean firstStops = first.state().here();
            (firstStops ? first : second).close();
            acts.subList(200, 300).forEach(ledger::append);
            assertThat((firstStops ? second : first).await(300, SOON)).isTrue();
            assertThat(digest()).isEqualTo(undisturbed());
        } finally {
            first.close();
        }
    }

    @Test
    void two_runners_that_both_want_every_batch_take_turns_and_do_nothing_twice() throws Exception {
        List<Act> acts = acts(120);
        try (var first = started(new LatestListing(), 4);
                var second = started(new LatestListing(), 4)) {
            for (Act act : acts) {
                ledger.append(act);
                if (ledger.head() % 30 == 0) {
                    // The first node may take it from here on.
                    database.execute("update projection.token set updated_at = '-infinity'");
                }
            }
            assertThat(first.await(120, SOON) && second.await(120, SOON)).isTrue();
            assertThat(first.state().failures() + second.state().failures()).isZero();
            assertThat(digest()).isEqualTo(undisturbed());
        }
    }

    @Test
    void projections_are_started_asked_awaited_measured_and_reset_by_name() throws Exception {
        acts(30).forEach(ledger::append);
        var meters = new SimpleMeterRegistry();
        var two = List.of(new LatestListing("latest_v1"), new LatestListing("other_v1"));
        try (var projections = Projections.start(two, database.source(), ledger, meters)) {
            assertThat(projections.await("latest_v1", 30, SOON)).isTrue();
            assertThat(projections.await("other_v1", 30, SOON)).isTrue();
            assertThat(projections.await("other_v1", 31, Duration.ofMillis(50))).isFalse();
            String digest = projections.digest("other_v1", 30);
            assertThat(projections.digest("latest_v1", 30)).isEqualTo(digest);
            projections.reset("other_v1");
            assertThat(projections.await("other_v1", 30, SOON)).isTrue();
            assertThat(projections.digest("other_v1", 30)).isEqualTo(digest);
            assertThat(projections.states())
                    .extracting(ProjectionState::name, ProjectionState::applied, ProjectionState::behind)
                    .containsExactly(tuple("latest_v1", 30L, 0L), tuple("other_v1", 30L, 0L));
            assertThat(meters.get("timeline.projection.applied")
                            .tag("projection", "other_v1")
                            .gauge()
                            .value())
                    .isEqualTo(30);
            assertThatThrownBy(() -> projections.digest("latest_v1", 31))
                    .isInstanceOf(NotApplied.class)
                    .hasMessage("latest_v1 has applied the ledger up to position 30, not 31");
            var beyond = new AsOf(LocalDate.of(2003, 2, 1), Instant.parse("2025-02-01T00:00:00Z"), 31);
            assertThatThrownBy(
                            () -> projections.of("latest_v1").at(Timeline.of("kaz-national", "TAL"), "status", beyond))
                    .isInstanceOf(NotApplied.class);
            assertThatThrownBy(() -> projections.applied("latest_v9"))
                    .hasMessage("no projection is called 'latest_v9' but [latest_v1, other_v1]");
        }
    }

    @Test
    void a_closed_runner_is_gone() throws Exception {
        acts(5).forEach(ledger::append);
        var runner = started(new LatestListing(), 500);
        assertThat(runner.await(5, SOON)).isTrue();
        runner.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("projection-latest_v1");
    }

    /** Its fold is plain, its own table is filled by the link. */
    private static final class WithItsOwnTable extends LatestListing {
        @Override
        public String tables() {
            return "create table latest_v1_seen (position bigint primary key)";
        }

        @Override
        public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
            try (var insert = links.connection()
                    .prepareStatement("insert into projection.latest_v1_seen values (?) on conflict do nothing")) {
                insert.setLong(1, event.position());
                insert.executeUpdate();
            }
            assertThat(links.dossier(dossier.id())).isEqualTo(dossier);
            super.link(event, dossier, links);
            for (Timeline timeline : links.timelines("party", "TAL")) {
                assertThat(links.acts(timeline)).isNotEmpty();
            }
        }
    }

    @Test
    void the_tables_of_a_projection_are_made_once_and_emptied_by_a_reset() throws Exception {
        acts(20).stream().filter(act -> !(act instanceof ActsMerged)).forEach(ledger::append);
        for (int i = 0; i < 2; i++) {
            try (var runner = started(new WithItsOwnTable(), 500)) {
                assertThat(runner.await(ledger.head(), SOON)).isTrue();
                runner.orders().reset();
                assertThat(runner.await(ledger.head(), SOON)).isTrue();
                assertThat(digest()).isEqualTo(undisturbed());
            }
        }
    }
}
