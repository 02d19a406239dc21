package org.geotimeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geotimeline.store.Appending.append;
import static org.geotimeline.store.Appending.event;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where on file what is, against looking at every event. */
class PositionsTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final HikariDataSource connections = database.application();
    private final PostgresEventStore store = PostgresEventStore.open(connections, Appending.BYTES);

    @AfterEach
    void close() {
        store.close();
        connections.close();
        database.close();
    }

    @Test
    void are_those_that_a_look_at_every_event_finds() throws SQLException {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            append(store, AppendCondition.none(), events(random)).join();
        }
        List<StoredEvent> all = store.log().read(0, 10_000);
        try (Connection connection = connections.getConnection()) {
            for (int i = 0; i < 1_500; i++) {
                var filter = new EventFilter(types(random), tags(random, 3));
                long after = random.nextInt(-1, all.size());
                long upTo = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(all.size() + 5);
                int most = 1 + random.nextInt(random.nextBoolean() ? 3 : 1_000);
                List<Long> expected = all.stream()
                        .filter(e -> e.position() > after && e.position() <= upTo && passes(filter, e))
                        .map(StoredEvent::position)
                        .limit(most)
                        .toList();
                String asked = "seed %d: %s after %d up to %d, at most %d".formatted(seed, filter, after, upTo, most);
                assertThat(Positions.of(connection, filter, after, upTo, most))
                        .as(asked)
                        .isEqualTo(expected);
                assertThat(store.log().read(after, upTo, filter, most))
                        .as(asked)
                        .extracting(StoredEvent::position)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void tags_that_keep_missing_each_other_are_followed_to_where_they_meet() throws SQLException {
        var events = new ArrayList<TaggedEventMessage<?>>();
        for (int i = 0; i < 1_500; i++) {
            events.add(event("t.A", "{}", Tag.of("k", i % 2 == 0 ? "even" : "odd")));
        }
        events.add(event("t.B", "{}", Tag.of("k", "even"), Tag.of("k", "odd")));
        append(store, AppendCondition.none(), events).join();
        try (Connection connection = connections.getConnection()) {
            var both = Set.of("k:even", "k:odd");
            assertThat(Positions.of(connection, new EventFilter(Set.of(), both), 0, Long.MAX_VALUE, 1))
                    .containsExactly(1_501L);
            assertThat(Positions.of(connection, new EventFilter(Set.of("t.B"), both), 0, Long.MAX_VALUE, 5))
                    .containsExactly(1_501L);
            assertThat(Positions.of(connection, new EventFilter(Set.of("t.A"), both), 0, Long.MAX_VALUE, 5))
                    .isEmpty();
        }
    }

    private static boolean passes(EventFilter filter, StoredEvent event) {
        return (filter.types().isEmpty() || filter.types().contains(event.type()))
                && event.tags().containsAll(filter.tags());
    }

    private static List<TaggedEventMessage<?>> events(Random random) {
        var events = new ArrayList<TaggedEventMessage<?>>();
        for (int i = 0; i < 100; i++) {
            events.add(event(
                    "t.T" + random.nextInt(3),
                    "{}",
                    tags(random, 4).stream()
                            .map(tag -> Tag.of("k", tag.substring(2)))
                            .toArray(Tag[]::new)));
        }
        return events;
    }

    /** Some are on many events, some on few. */
    private static Set<String> tags(Random random, int most) {
        var tags = new HashSet<String>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            int rare = random.nextInt(4);
            tags.add("k:v" + (rare == 0 ? random.nextInt(300) : random.nextInt(4)));
        }
        return tags;
    }

    private static Set<String> types(Random random) {
        return random.ints(random.nextInt(3), 0, 4).mapToObj(t -> "t.T" + t).collect(Collectors.toSet());
    }
}
