package org.geotimeline.recording;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.StorageEngineBackedEventStore;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.SimpleEventBus;
import org.geotimeline.act.Act;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.SnapshotTable;

/** The way into a ledger for tests, in which every name is registered. */
public final class TestRecording {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private TestRecording() {}

    /** Knows every name. */
    private static final class Everyone implements Register {
        @Override
        public boolean has(String kind, String id) {
            return true;
        }

        @Override
        public List<String> named(String kind, String text) {
            return List.of(text);
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

    public static Recorder recorder(EventStorageEngine storage, EventLog log) {
        var store = new StorageEngineBackedEventStore(storage, new SimpleEventBus(), ActEvents::tags);
        return new Recorder(store, new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE), log, new Everyone());
    }

    /** The same with a table for what long readings came to. */
    public static Recorder recorder(EventStorageEngine storage, EventLog log, SnapshotTable kept) {
        var store = new StorageEngineBackedEventStore(storage, new SimpleEventBus(), ActEvents::tags);
        var work = new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE);
        return new Recorder(store, work, log, new Everyone(), kept);
    }

    /** Records it as the event that its id stands for. */
    public static Outcome say(Recorder recorder, Act act) {
        UUID event = UUID.nameUUIDFromBytes(act.id().text().getBytes(StandardCharsets.UTF_8));
        return recorder.record(new RecordAct(act, event, "local", "test", NOW));
    }
}
