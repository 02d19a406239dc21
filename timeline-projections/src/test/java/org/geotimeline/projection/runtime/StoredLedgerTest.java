package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.geotimeline.projection.runtime.apply.EventApplier;
import org.geotimeline.projection.runtime.apply.Ledger;
import org.geotimeline.projection.runtime.apply.MemoryBudget;
import org.geotimeline.projection.runtime.parked.ParkedTimelines;
import org.geotimeline.projection.runtime.steps.Digest;
import org.geotimeline.projection.runtime.steps.PostgresProjectionStore;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.recording.ActEvents;
import org.geotimeline.recording.Outcome;
import org.geotimeline.recording.Recorder;
import org.geotimeline.recording.TestRecording;
import org.geotimeline.store.PostgresEventStore;
import org.junit.jupiter.api.Test;

/** The runtime on the ledger of the store: recorded, applied, rebuilt, and held against a ledger in memory. */
class StoredLedgerTest {

    private static final Duration SOON = Duration.ofMinutes(3);

    @Test
    void what_is_recorded_is_applied_live_and_a_rebuild_with_a_cold_memory_gives_the_same() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("StoredLedgerTest seed " + seed);
        try (var database = Database.fresh();
                var engine = PostgresEventStore.open(database.source(), ActEvents.converter());
                var projections = Projections.start(
                        List.of(new LatestListing()), database.source(), engine.log(), new SimpleMeterRegistry())) {
            Recorder recorder = TestRecording.recorder(engine, engine.log());
            long count = ListingHistories.random(new Random(seed), 150).stream()
                    .filter(act -> TestRecording.say(recorder, act) instanceof Outcome.OnFile)
                    .count();
            long head = engine.log().head();
            assertThat(head).isGreaterThanOrEqualTo(count).isGreaterThan(50);
            assertThat(projections.await("latest_v1", head, SOON)).isTrue();
            String live = projections.digest("latest_v1", head);
            projections.reset("latest_v1");
            assertThat(projections.await("latest_v1", head, SOON)).isTrue();
            assertThat(projections.digest("latest_v1", head)).isEqualTo(live);
            var ledger = new StoredLedger(engine.log());
            assertThat(inMemory(ledger)).isEqualTo(live);
            assertThat(coldAtEveryEvent(ledger)).isEqualTo(live);
        }
    }

    /** The digest of what a ledger in memory gives that holds the same. */
    private static String inMemory(Ledger stored) throws Exception {
        var ledger = new MemoryLedger();
        stored.read(0, 1_000).forEach(entry -> entry.acts().forEach(ledger::put));
        try (var database = Database.fresh();
                var runner = TestRunners.of(new LatestListing(), database.source(), ledger)) {
            runner.start();
            assertThat(runner.await(ledger.head(), SOON)).isTrue();
            return new Digest(Tables.of(new LatestListing())).at(database.source(), ledger.head());
        }
    }

    /** The digest of what scribes give that know nothing but what they read. */
    private static String coldAtEveryEvent(Ledger ledger) throws Exception {
        var projection = new LatestListing();
        var tables = Tables.of(projection);
        try (var database = Database.fresh();
                var connection = database.source().getConnection();
                var statement = connection.createStatement()) {
            tables.make(connection);
            for (var event : ledger.read(0, 1_000)) {
                var shelf = new PostgresProjectionStore(tables, connection);
                new EventApplier(
                                projection,
                                ledger,
                                event.position() - 1,
                                ParkedTimelines.empty(),
                                1,
                                new MemoryBudget(1).share())
                        .apply(event.acts(), shelf);
                shelf.send();
            }
            statement.execute("insert into projection.token (name, version, position) values ('latest_v1', '1', %d)"
                    .formatted(ledger.head()));
            return new Digest(tables).at(database.source(), ledger.head());
        }
    }
}
