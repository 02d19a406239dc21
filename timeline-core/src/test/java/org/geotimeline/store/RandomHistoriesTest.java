package org.geotimeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geotimeline.store.Appending.append;
import static org.geotimeline.store.Appending.event;
import static org.geotimeline.store.Appending.source;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.Test;

/** Random appends with random conditions: our store takes, refuses and reads what Axon's in-memory engine does. */
class RandomHistoriesTest {

    private static final int HISTORIES = Boolean.getBoolean("timeline.test.all") ? 12 : 5;
    private static final int APPENDS = 80;

    @Test
    void the_store_agrees_with_the_engine_in_memory() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.printf("random histories, seed %d%n", seed);
        for (int h = 0; h < HISTORIES; h++) {
            try (TestDatabase database = TestDatabase.fresh();
                    HikariDataSource connections = database.application();
                    PostgresEventStore store = PostgresEventStore.open(connections, Appending.BYTES);
                    PostgresEventStore node = PostgresEventStore.open(connections, Appending.BYTES)) {
                run(new Random(seed + h), store, node, "seed %d, history %d".formatted(seed, h));
            }
        }
    }

    private static void run(Random random, EventStorageEngine store, EventStorageEngine node, String which) {
        var oracle = new InMemoryEventStorageEngine();
        var markers = new ArrayList<ConsistencyMarker>(); // how far ours stood after each append
        var oracleMarkers = new ArrayList<ConsistencyMarker>();
        for (int i = 0; i < APPENDS; i++) {
            markers.add(marker(store));
            oracleMarkers.add(marker(oracle));
            int since = Math.max(0, i - random.nextInt(6));
            EventCriteria criteria = criteria(random);
            List<TaggedEventMessage<?>> events = events(random);
            boolean conditional = random.nextInt(4) > 0;
            AppendCondition asked = conditional ? AppendCondition.withCriteria(criteria) : AppendCondition.none();
            boolean taken = taken(oracle, conditional ? asked.withMarker(oracleMarkers.get(since)) : asked, events);
            EventStorageEngine writer = random.nextBoolean() ? store : node;
            assertThat(taken(writer, conditional ? asked.withMarker(markers.get(since)) : asked, events))
                    .as("%s, append %d on %s", which, i, criteria)
                    .isEqualTo(taken);
            EventCriteria read = criteria(random);
            assertThat(ids(store, read)).as("%s, read %d of %s", which, i, read).isEqualTo(ids(oracle, read));
        }
    }

    private static ConsistencyMarker marker(EventStorageEngine engine) {
        return source(engine, EventCriteria.havingAnyTag()).marker();
    }

    private static boolean taken(
            EventStorageEngine engine, AppendCondition condition, List<TaggedEventMessage<?>> events) {
        try {
            append(engine, condition, events).join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    private static List<String> ids(EventStorageEngine engine, EventCriteria criteria) {
        return source(engine, criteria).events().stream()
                .map(EventMessage::identifier)
                .toList();
    }

    private static List<TaggedEventMessage<?>> events(Random random) {
        var events = new ArrayList<TaggedEventMessage<?>>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            events.add(event("t.T" + random.nextInt(3), "{}", tags(random, 3).toArray(Tag[]::new)));
        }
        return events;
    }

    private static Set<Tag> tags(Random random, int most) {
        var tags = new HashSet<Tag>();
        for (int i = 0; i < random.nextInt(most + 1); i++) {
            tags.add(Tag.of("k" + random.nextInt(3), "v" + random.nextInt(2)));
        }
        return tags;
    }

    private static EventCriteria criteria(Random random) {
        EventCriteria criteria = one(random);
        for (int i = 0; i < random.nextInt(3); i++) {
            criteria = criteria.or(one(random));
        }
        return criteria;
    }

    private static EventCriteria one(Random random) {
        Set<Tag> tags = tags(random, 2);
        var tagged = tags.isEmpty() ? EventCriteria.havingAnyTag() : EventCriteria.havingTags(tags);
        Set<QualifiedName> types = random.ints(random.nextInt(3), 0, 3)
                .mapToObj(t -> new QualifiedName("t.T" + t))
                .collect(Collectors.toSet());
        return types.isEmpty() ? tagged : tagged.andBeingOneOfTypes(types);
    }
}
