package org.geotimeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.geotimeline.store.Appending.append;
import static org.geotimeline.store.Appending.event;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The feed of the ledger: what a reader is given, from where on, and what it is given when connections die. */
class FeedTest {

    private static final int KILLS = 12;
    private static final int BETWEEN_KILLS = 60;

    /** By name, so that a failure says which; rare, often, by several criteria, and all. */
    private static final Map<String, EventCriteria> WANTED = Map.of(
            "all", EventCriteria.havingAnyTag(),
            "a tag of few", EventCriteria.havingTags(Tag.of("k", "rare")),
            "a type", EventCriteria.havingAnyTag().andBeingOneOfTypes(new QualifiedName("t.B")),
            "two tags", EventCriteria.havingTags(Tag.of("k", "often"), Tag.of("k", "rare")),
            "one or the other",
                    EventCriteria.havingTags(Tag.of("k", "rare"))
                            .or(EventCriteria.havingTags(Tag.of("k", "often"))
                                    .andBeingOneOfTypes(new QualifiedName("t.B"))),
            "none", EventCriteria.havingTags(Tag.of("k", "never")));

    private final TestDatabase database = TestDatabase.fresh();
    private final HikariDataSource connections = database.application();
    private final HikariDataSource otherConnections = database.application();
    private final HikariDataSource superuser = database.superuser();
    private final PostgresEventStore store = PostgresEventStore.open(connections, Appending.BYTES);
    private final PostgresEventStore otherNode = PostgresEventStore.open(otherConnections, Appending.BYTES);

    @AfterEach
    void close() {
        store.close();
        otherNode.close();
        connections.close();
        otherConnections.close();
        superuser.close();
        database.close();
    }

    @Test
    void no_reader_misses_an_event_or_sees_it_twice_though_the_connections_that_notify_are_killed_again_and_again()
            throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        var stop = new AtomicBoolean();
        var appended = new AtomicInteger();
        var readers = new ArrayList<Reader>();
        WANTED.forEach((name, criteria) -> {
            readers.add(new Reader(name, criteria, Follower.of(store, criteria)));
            readers.add(new Reader(name, criteria, Follower.of(otherNode, criteria)));
        });
        var writers = new ArrayList<Thread>();
        for (int w = 0; w < 4; w++) {
            PostgresEventStore node = w % 2 == 0 ? store : otherNode;
            var random = new Random(seed + w);
            writers.add(Thread.ofPlatform().start(() -> write(node, random, stop, appended)));
        }
        int killed = 0;
        for (int i = 0; i < KILLS; i++) {
            int before = appended.get();
            await().atMost(Duration.ofSeconds(30)).until(() -> appended.get() > before + BETWEEN_KILLS);
            killed += killListening();
        }
        stop.set(true);
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(killed)
                .as("connections that were killed while they listened")
                .isGreaterThanOrEqualTo(KILLS / 2);
        List<StoredEvent> all = store.log().read(0, Integer.MAX_VALUE);
        for (Reader reader : readers) {
            List<Long> expected = all.stream()
                    .filter(event -> meets(reader.wanted(), event))
                    .map(StoredEvent::position)
                    .toList();
            Follower follower = reader.follower();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> follower.positions().size() >= expected.size());
            follower.stop();
            assertThat(follower.positions())
                    .as("seed %d, %s", seed, reader.name())
                    .containsExactlyElementsOf(expected);
        }
    }

    private record Reader(String name, EventCriteria wanted, Follower follower) {}

    private static void write(PostgresEventStore node, Random random, AtomicBoolean stop, AtomicInteger appended) {
        while (!stop.get()) {
            try {
                append(node, some(random), some(random));
                appended.incrementAndGet();
            } catch (CompletionException e) {
                // its connection may have been the one that was killed
            }
        }
    }

    private static TaggedEventMessage<?> some(Random random) {
        var tags = new ArrayList<Tag>();
        if (random.nextInt(20) == 0) {
            tags.add(Tag.of("k", "rare"));
        }
        if (random.nextInt(4) > 0) {
            tags.add(Tag.of("k", "often"));
        }
        return event(random.nextInt(5) == 0 ? "t.B" : "t.A", "{}", tags.toArray(Tag[]::new));
    }

    private static boolean meets(EventCriteria criteria, StoredEvent event) {
        var tags = new HashSet<Tag>();
        event.tags().forEach(tag -> tags.add(Tag.of(tag.substring(0, 1), tag.substring(2))));
        return criteria.matches(new QualifiedName(event.type()), tags);
    }

    private int killListening() throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement();
                var killed = statement.executeQuery("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where datname = current_database() and application_name = 'timeline-wake'""")) {
            killed.next();
            return killed.getInt(1);
        }
    }

    @Test
    void a_reader_that_wants_little_is_given_it_across_all_that_lies_between() throws Exception {
        var events = new ArrayList<TaggedEventMessage<?>>();
        for (int i = 1; i <= 5_000; i++) {
            events.add(i % 2_500 == 0 ? event("t.B", "{}", Tag.of("k", "rare")) : event("t.A", "{}"));
        }
        append(store, AppendCondition.none(), events).join();
        Follower reader = Follower.of(store, EventCriteria.havingTags(Tag.of("k", "rare")));
        await().atMost(Duration.ofSeconds(20)).until(() -> reader.positions().size() == 2);
        append(otherNode, event("t.B", "{}", Tag.of("k", "rare")));
        await().atMost(Duration.ofSeconds(20)).until(() -> reader.positions().size() == 3);
        reader.stop();
        assertThat(reader.positions()).containsExactly(2_500L, 5_000L, 5_001L);
    }

    @Test
    void probing_and_sifting_find_the_same_and_say_how_far_they_came() {
        var events = new ArrayList<TaggedEventMessage<?>>();
        for (int i = 1; i <= 20; i++) {
            events.add(event("t.A", "{}", Tag.of("k", i % 5 == 0 ? "rare" : "often")));
        }
        append(store, AppendCondition.none(), events).join();
        var rare = List.of(new EventFilter(Set.of(), Set.of("k:rare")));
        EventPage probed = store.log().with(connection -> EventPage.probed(connection, rare, 0, 19, 2));
        assertThat(probed.events()).extracting(StoredEvent::position).containsExactly(5L, 10L);
        assertThat(probed.upTo()).isEqualTo(10);
        EventPage last = store.log().with(connection -> EventPage.probed(connection, rare, 10, 19, 2));
        assertThat(last.events()).extracting(StoredEvent::position).containsExactly(15L);
        assertThat(last.upTo())
                .as("all that lies up to where it looked is passed")
                .isEqualTo(19);
        EventPage sifted = store.log().with(connection -> EventPage.sifted(connection, rare, 0, 19, 7));
        assertThat(sifted.events()).extracting(StoredEvent::position).containsExactly(5L);
        assertThat(sifted.upTo()).isEqualTo(7);
        assertThat(store.log()
                        .with(connection -> EventPage.sifted(connection, rare, 7, 19, 50))
                        .upTo())
                .isEqualTo(19);
    }

    @Test
    void reading_starts_at_the_first_event_recorded_at_or_after_a_time() {
        EventLog log = store.log();
        assertThat(log.positionBefore(Instant.EPOCH)).isZero();
        append(store, event("t.A", "{}"), event("t.A", "{}"), event("t.A", "{}"));
        List<StoredEvent> events = log.read(0, 10);
        Instant second = events.get(1).recordedAt();
        assertThat(log.positionBefore(Instant.EPOCH)).isZero();
        assertThat(log.positionBefore(second)).isEqualTo(1);
        assertThat(log.positionBefore(second.plusNanos(1_000)))
                .as("a microsecond later")
                .isEqualTo(2);
        assertThat(log.positionBefore(events.get(2).recordedAt().plusNanos(1_000)))
                .isEqualTo(3);
    }

    @Test
    void the_token_at_a_time_is_where_the_first_event_said_then_or_later_is_next() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        Instant around = store.log().with(FeedTest::clock);
        var said = new ArrayList<Instant>();
        for (int i = 0; i < 40; i++) {
            said.add(around.plusMillis(random.nextInt(-3_000, 3_000)));
            append(store, saidAt(said.get(i)));
        }
        for (Instant at : Stream.concat(said.stream(), Stream.of(Instant.EPOCH, around.plusSeconds(60)))
                .toList()) {
            long first = said.stream().takeWhile(time -> time.isBefore(at)).count();
            assertThat(store.tokenAt(at, null).join().position())
                    .as("seed %d, at %s", seed, at)
                    .hasValue(first);
        }
    }

    private static Instant clock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select date_trunc('second', clock_timestamp())")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static TaggedEventMessage<?> saidAt(Instant at) {
        var message = new GenericEventMessage(
                UUID.randomUUID().toString(), new MessageType("t.A", "1"), new byte[] {'{', '}'}, Map.of(), at);
        return new GenericTaggedEventMessage<>(message, Set.of());
    }
}
