package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.StorageEngineBackedEventStore;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.SimpleEventBus;
import org.geotimeline.act.Act;
import org.geotimeline.recording.ActEvents;
import org.geotimeline.recording.Outcome;
import org.geotimeline.recording.RecordAct;
import org.geotimeline.recording.Recorder;
import org.geotimeline.recording.Register;
import org.geotimeline.store.PostgresEventStore;
import org.junit.jupiter.api.Test;

/** The runtime on the ledger of the store: recorded, applied, rebuilt, and held against a ledger in memory. */
class StoredLedgerTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** Knows every name. */
    private static final class Everyone implements Register {
        @Override
        public boolean has(String kind, String id) {
            return true;
        }

        @Override
        public List<String> nearest(String kind, String id) {
            return List.of();
        }

        @Override
        public List<String> states() {
            return List.of();
        }
    }

    private static Recorder recorder(PostgresEventStore engine) {
        var store = new StorageEngineBackedEventStore(engine, new SimpleEventBus(), ActEvents::tags);
        var work = new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE);
        return new Recorder(store, work, engine.log(), new Everyone());
    }

    private static boolean recorded(Recorder recorder, Act act) {
        UUID event = UUID.nameUUIDFromBytes(act.id().text().getBytes(StandardCharsets.UTF_8));
        return recorder.record(new RecordAct(act, event, "local", "test", NOW)) instanceof Outcome.OnFile;
    }

    @Test
    void what_is_recorded_is_applied_live_and_a_rebuild_with_a_cold_memory_gives_the_same() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("StoredLedgerTest seed " + seed);
        try (var database = Database.fresh();
                var engine = PostgresEventStore.open(database.source(), ActEvents.converter());
                var projections = Projections.start(
                        List.of(new LatestListing()), database.source(), engine.log(), new SimpleMeterRegistry())) {
            Recorder recorder = recorder(engine);
            long count = ListingHistories.random(new Random(seed), 150).stream()
                    .filter(act -> recorded(recorder, act))
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
        stored.read(0, 1_000).forEach(ledger::put);
        try (var database = Database.fresh();
                var runner = new ProjectionRunner(new LatestListing(), database.source(), ledger)) {
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
                var shelf = new PostgresShelf(tables, connection);
                new Scribe(projection, ledger, event.position() - 1, Parking.empty(), 1, 1).apply(event, shelf);
                shelf.send();
            }
            statement.execute("insert into projection.token (name, version, position) values ('latest_v1', '1', %d)"
                    .formatted(ledger.head()));
            return new Digest(tables).at(database.source(), ledger.head());
        }
    }
}
