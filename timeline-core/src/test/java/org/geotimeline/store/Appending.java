package org.geotimeline.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.conversion.PassThroughConverter;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.conversion.DelegatingEventConverter;
import org.axonframework.messaging.eventhandling.conversion.EventConverter;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;

/** How the tests append and read. */
public final class Appending {

    public static final EventConverter BYTES = new DelegatingEventConverter(PassThroughConverter.INSTANCE);

    private Appending() {}

    public static TaggedEventMessage<?> event(String type, String payload, Tag... tags) {
        return event(UUID.randomUUID(), type, payload, tags);
    }

    public static TaggedEventMessage<?> event(UUID id, String type, String payload, Tag... tags) {
        EventMessage message = new GenericEventMessage(
                id.toString(),
                new MessageType(type, "1"),
                payload.getBytes(StandardCharsets.UTF_8),
                Map.of("recorder", "test"),
                Instant.parse("2024-10-20T10:00:00Z"));
        return new GenericTaggedEventMessage<>(message, Set.of(tags));
    }

    @SuppressWarnings("unchecked") // the transaction hands back what it made
    public static CompletableFuture<Long> append(
            EventStorageEngine store, AppendCondition condition, List<TaggedEventMessage<?>> events) {
        return store.appendEvents(condition, null, events)
                .thenCompose(tx -> {
                    var transaction = (EventStorageEngine.AppendTransaction<Object>) tx;
                    return transaction.commit(null).thenCompose(result -> transaction.afterCommit(result, null));
                })
                .thenApply(GlobalIndexConsistencyMarker::position);
    }

    public static long append(EventStorageEngine store, TaggedEventMessage<?>... events) {
        return append(store, AppendCondition.none(), List.of(events)).join();
    }

    /** The events as the commit answers with them. */
    @SuppressWarnings("unchecked") // the transaction hands back what it made
    static CompletableFuture<List<StoredEvent>> answered(PostgresEventStore store, TaggedEventMessage<?>... events) {
        return store.appendEvents(AppendCondition.none(), null, List.of(events))
                .thenCompose(tx -> ((EventStorageEngine.AppendTransaction<List<StoredEvent>>) tx).commit(null));
    }

    /** What was read, where it stands if our store has read it, and up to where. */
    record Sourced(List<EventMessage> events, List<Long> positions, ConsistencyMarker marker) {}

    static Sourced source(EventStorageEngine store, EventCriteria criteria) {
        return source(store, SourcingCondition.conditionFor(criteria));
    }

    static Sourced source(EventStorageEngine store, SourcingCondition condition) {
        var stream = store.source(condition, null);
        var events = new ArrayList<EventMessage>();
        var positions = new ArrayList<Long>();
        ConsistencyMarker marker = ConsistencyMarker.ORIGIN;
        for (var next = stream.next(); next.isPresent(); next = stream.next()) {
            ConsistencyMarker read = next.get().getResource(ConsistencyMarker.RESOURCE_KEY);
            if (read == null) {
                events.add(next.get().message());
                StoredEvent stored = next.get().getResource(PostgresEventStore.STORED);
                if (stored != null) {
                    positions.add(stored.position());
                }
            } else {
                marker = read;
            }
        }
        return new Sourced(events, positions, marker);
    }
}
