package org.geotimeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.geotimeline.store.Appending.answered;
import static org.geotimeline.store.Appending.append;
import static org.geotimeline.store.Appending.event;
import static org.geotimeline.store.Appending.source;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.StorageEngineBackedEventStore;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.SimpleEventBus;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.geotimeline.ledger.Leaf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the store promises beyond Axon's suite: under concurrency, on several nodes, when connections die. */
class PostgresEventStoreTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final HikariDataSource connections = database.application();
    private final HikariDataSource otherConnections = database.application();
    private final PostgresEventStore store = PostgresEventStore.open(connections, Appending.BYTES);
    private final PostgresEventStore otherNode = PostgresEventStore.open(otherConnections, Appending.BYTES);

    @AfterEach
    void close() {
        store.close();
        otherNode.close();
        connections.close();
        otherConnections.close();
        database.close();
    }

    private static EventCriteria tagged(String key, String value) {
        return EventCriteria.havingTags(Tag.of(key, value));
    }

    @Test
    void positions_grow_without_gaps_and_recorded_times_strictly() {
        for (int i = 0; i < 50; i++) {
            append(i % 2 == 0 ? store : otherNode, event("t.A", "{}"), event("t.A", "{}"));
        }
        List<StoredEvent> events = store.log().read(0, 1_000);
        assertThat(events)
                .extracting(StoredEvent::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i).recordedAt()).isAfter(events.get(i - 1).recordedAt());
        }
    }

    @Test
    void the_leaf_that_the_database_computes_is_the_leaf_of_the_event() {
        append(store, event("t.A", "{\"a\":1}", Tag.of("actor", "RUS"), Tag.of("act", "ACT-0001")));
        StoredEvent stored = store.log().read(0, 1).getFirst();
        byte[] body = Leaf.bodyHash(
                stored.id(),
                stored.type(),
                stored.version(),
                stored.tags(),
                stored.metadata(),
                stored.salt(),
                stored.payload());
        assertThat(stored.leaf()).isEqualTo(Leaf.of(stored.recordedAt(), body));
        assertThat(stored.tags()).containsExactly("act:ACT-0001", "actor:RUS");
    }

    @Test
    void an_append_is_answered_with_its_events_as_they_are_on_file() {
        var random = new Random(1);
        var before = new ArrayList<TaggedEventMessage<?>>();
        for (int i = 0; i < 100; i++) {
            TaggedEventMessage<?>[] events = new TaggedEventMessage<?>[1 + random.nextInt(4)];
            for (int e = 0; e < events.length; e++) {
                boolean again = !before.isEmpty() && events.length == 1 && random.nextInt(3) == 0;
                events[e] = again
                        ? before.get(random.nextInt(before.size()))
                        : event("t.A", "{\"n\":%d}".formatted(i), Tag.of("z", "1"), Tag.of("act", "A" + e));
            }
            List<StoredEvent> answer =
                    answered(random.nextBoolean() ? store : otherNode, events).join();
            List<Long> positions = answer.stream().map(StoredEvent::position).toList();
            assertThat(answer)
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(store.log().at(positions));
            assertThat(answer)
                    .extracting(event -> event.id().toString())
                    .containsExactlyElementsOf(Stream.of(events)
                            .map(event -> event.event().identifier())
                            .toList());
            before.addAll(List.of(events));
        }
    }

    @Test
    void the_same_event_twice_is_answered_with_its_first_position() {
        UUID id = UUID.randomUUID();
        long first = append(store, event(id, "t.A", "{}", Tag.of("k", "v")));
        append(store, event("t.A", "{}"));
        assertThat(append(otherNode, event(id, "t.A", "{}", Tag.of("k", "v")))).isEqualTo(first);
        assertThat(store.log().head()).isEqualTo(2);
    }

    @Test
    void another_event_under_an_id_that_is_taken_fails_its_caller_and_records_nothing() {
        UUID id = UUID.randomUUID();
        append(store, event(id, "t.A", "{}"));
        assertThatThrownBy(() -> append(store, event(id, "t.A", "{\"other\":1}")))
                .hasCauseInstanceOf(EventStoreException.class)
                .hasMessageContaining("another content");
        assertThat(store.log().head()).isEqualTo(1);
    }

    @Test
    void an_id_that_is_taken_is_counted_as_a_refusal_and_not_as_a_failure() {
        var meters = new SimpleMeterRegistry();
        UUID id = UUID.randomUUID();
        try (PostgresEventStore measured = PostgresEventStore.open(connections, Appending.BYTES, meters)) {
            append(measured, event(id, "t.A", "{}"));
            assertThatThrownBy(() -> append(measured, event(id, "t.A", "{\"other\":1}")))
                    .hasCauseInstanceOf(EventIdTakenException.class);
        }
        assertThat(meters.get("timeline.append.conflicts").counter().count()).isEqualTo(1);
        assertThat(meters.get("timeline.append.failures").counter().count()).isZero();
    }

    @Test
    void an_id_that_is_taken_with_other_tags_or_other_metadata_is_another_content() {
        UUID id = UUID.randomUUID();
        append(store, event(id, "t.A", "{}", Tag.of("k", "v")));
        EventMessage said = event(id, "t.A", "{}").event();
        var byAnother = new GenericTaggedEventMessage<>(
                said.withMetadata(Map.of("recorder", "another")), Set.of(Tag.of("k", "v")));
        for (TaggedEventMessage<?> other : List.of(
                event(id, "t.A", "{}", Tag.of("k", "w")), event(id, "t.B", "{}", Tag.of("k", "v")), byAnother)) {
            assertThatThrownBy(() -> append(store, other))
                    .hasCauseInstanceOf(EventStoreException.class)
                    .hasMessageContaining("another content");
        }
        assertThat(store.log().head()).isEqualTo(1);
    }

    @Test
    void a_long_history_is_sourced_whole_and_in_order_whatever_the_criteria() {
        var events = new ArrayList<TaggedEventMessage<?>>();
        for (int i = 1; i <= 3 * Sourced.PAGE_EVENTS; i++) {
            Tag often = Tag.of("often", "x");
            events.add(
                    i % 7 == 0
                            ? event("t.A", Integer.toString(i), often, Tag.of("seldom", "y"))
                            : event(i % 2 == 0 ? "t.A" : "t.B", Integer.toString(i), often));
        }
        append(store, AppendCondition.none(), events).join();
        EventCriteria criteria = EventCriteria.havingTags(Tag.of("often", "x"))
                .andBeingOneOfTypes(new QualifiedName("t.A"))
                .or(EventCriteria.havingTags(Tag.of("seldom", "y"), Tag.of("often", "x")));
        Appending.Sourced read = source(store, criteria);
        assertThat(read.events().stream()
                        .map(e -> new String((byte[]) e.payload(), StandardCharsets.UTF_8))
                        .map(Integer::valueOf))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 3 * Sourced.PAGE_EVENTS)
                        .filter(i -> i % 7 == 0 || i % 2 == 0)
                        .boxed()
                        .toList());
        assertThat(GlobalIndexConsistencyMarker.position(read.marker())).isEqualTo(3 * Sourced.PAGE_EVENTS);
        assertThat(source(store, EventCriteria.havingAnyTag()).events()).hasSize(3 * Sourced.PAGE_EVENTS);
        assertThat(store.log().read(2_000, 2_010, new EventFilter(Set.of("t.A"), Set.of("often:x")), 3))
                .extracting(StoredEvent::position)
                .containsExactly(2_002L, 2_004L, 2_006L);
    }

    @Test
    void a_condition_is_on_tags_and_types() {
        AppendCondition noListing = AppendCondition.withCriteria(
                EventCriteria.havingTags(Tag.of("actor", "RUS")).andBeingOneOfTypes(new QualifiedName("t.Listing")));
        append(store, event("t.Visit", "{}", Tag.of("actor", "RUS")));
        append(store, noListing, List.of(event("t.Listing", "{}", Tag.of("actor", "RUS"))))
                .join();
        assertThatThrownBy(() -> append(store, noListing, List.of(event("t.Listing", "{}", Tag.of("actor", "RUS"))))
                        .join())
                .hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
        append(store, noListing, List.of()).join();
        assertThat(store.log().head()).isEqualTo(2);
    }

    @Test
    void a_refused_or_poisonous_append_does_not_fail_its_neighbours() {
        UUID taken = UUID.randomUUID();
        append(store, event(taken, "t.A", "{}", Tag.of("k", "0")));
        var good = new ArrayList<CompletableFuture<Long>>();
        var bad = new ArrayList<CompletableFuture<Long>>();
        AppendCondition lost = AppendCondition.withCriteria(tagged("k", "0"));
        for (int i = 0; i < 200; i++) {
            good.add(append(store, AppendCondition.none(), List.of(event("t.A", "{}", Tag.of("k", "1")))));
            if (i % 20 == 0) {
                bad.add(append(store, lost, List.of(event("t.A", "{}"))));
                bad.add(append(store, AppendCondition.none(), List.of(event(taken, "t.A", "{\"poison\":1}"))));
            }
        }
        good.forEach(CompletableFuture::join);
        bad.forEach(b -> assertThatThrownBy(b::join).isInstanceOf(CompletionException.class));
        assertThat(store.log().head()).isEqualTo(201);
    }

    @Test
    void a_failed_append_fails_its_caller_in_a_unit_of_work() {
        append(store, event("t.A", "{}", Tag.of("k", "v")));
        var events = new StorageEngineBackedEventStore(store, new SimpleEventBus(), e -> Set.of(Tag.of("k", "v")));
        var work = new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE);
        var outcome = work.create().executeWithResult(context -> {
            var transaction = events.transaction(context);
            transaction.source(
                    org.axonframework.eventsourcing.eventstore.SourcingCondition.conditionFor(tagged("k", "v")));
            append(otherNode, event("t.A", "{}", Tag.of("k", "v")));
            transaction.appendEvent(event("t.A", "{}").event());
            return CompletableFuture.completedFuture("done");
        });
        assertThatThrownBy(outcome::join).hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
        assertThat(store.log().head()).isEqualTo(2);
    }

    @Test
    void the_role_of_the_application_can_neither_change_nor_remove_an_event() throws SQLException {
        append(store, event("t.A", "{}", Tag.of("k", "v")));
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "update timeline.event set type = 'x'",
                    "delete from timeline.event",
                    "truncate timeline.event",
                    "update timeline.tag set tag = 'x'",
                    "delete from timeline.tag",
                    "drop table timeline.event")) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .as(sql)
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
            }
        }
    }

    @Test
    void a_reader_wakes_when_another_node_appends() throws InterruptedException {
        var woken = CompletableFuture.runAsync(() -> {
            try {
                otherNode.log().await(0, Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        append(store, event("t.A", "{}"));
        await().atMost(Duration.ofSeconds(5)).until(woken::isDone);
        assertThat(otherNode.log().head()).isEqualTo(1);
    }

    /**
     * Writers on two nodes count per tag and keep a sum over two tags, each by a condition; others append without one;
     * connections are killed. No condition is lost, no position is skipped, nothing is there twice, and every stream sees
     * 1, 2, 3, …
     */
    @Test
    void conditions_positions_and_streams_hold_while_two_nodes_write_and_connections_die() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        var stop = new AtomicBoolean();
        var acknowledged = new AtomicInteger();
        var unknown = new AtomicInteger();
        var streams = Stream.of(store, otherNode)
                .map(node -> Follower.of(node, EventCriteria.havingAnyTag()))
                .toList();
        var threads = new ArrayList<Thread>();
        for (int w = 0; w < 8; w++) {
            PostgresEventStore node = w % 2 == 0 ? store : otherNode;
            var random = new Random(seed + w);
            threads.add(Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    write(node, random, acknowledged, unknown);
                }
            }));
        }
        try (HikariDataSource superuser = database.superuser()) {
            for (int kill = 0; kill < 6; kill++) {
                int before = acknowledged.get();
                await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.get() > before + 150);
                killOneAppender(superuser);
                dawdle(superuser);
            }
        }
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        check(seed, acknowledged.get(), unknown.get(), streams);
    }

    private static final int LIMIT = 60;

    private static void write(PostgresEventStore node, Random random, AtomicInteger done, AtomicInteger unknown) {
        try {
            switch (random.nextInt(3)) {
                case 0 -> count(node, "c" + random.nextInt(3));
                case 1 -> draw(node, "p" + random.nextInt(3), random.nextBoolean());
                default -> append(node, event("t.Noise", "{}"), event("t.Noise", "{}"));
            }
            done.incrementAndGet();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof AppendEventsTransactionRejectedException)) {
                unknown.incrementAndGet();
            }
        } catch (UnreadableLedger e) {
            unknown.incrementAndGet();
        }
    }

    private static void count(PostgresEventStore node, String counter) {
        EventCriteria criteria = tagged("counter", counter);
        Appending.Sourced read = source(node, criteria);
        append(
                        node,
                        AppendCondition.withCriteria(criteria).withMarker(read.marker()),
                        List.of(event(
                                "t.Counted", Integer.toString(read.events().size()), Tag.of("counter", counter))))
                .join();
    }

    private static void draw(PostgresEventStore node, String purse, boolean left) {
        Tag a = Tag.of("left", purse);
        Tag b = Tag.of("right", purse);
        EventCriteria criteria = EventCriteria.havingTags(a).or(EventCriteria.havingTags(b));
        Appending.Sourced read = source(node, criteria);
        if (read.events().size() < LIMIT) {
            append(
                            node,
                            AppendCondition.withCriteria(criteria).withMarker(read.marker()),
                            List.of(event("t.Drawn", "{}", left ? a : b)))
                    .join();
        }
    }

    private static void killOneAppender(HikariDataSource superuser) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()
                    order by (query like '%update timeline.head%') desc, random() limit 2""");
        }
    }

    /** A transaction moves the head, lets others wait for it, and takes all back. */
    private static void dawdle(HikariDataSource superuser) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update timeline.head set position = position + 1");
            statement.execute("select pg_sleep(0.1)");
            connection.rollback();
        }
    }

    private void check(long seed, int acknowledged, int unknown, List<Follower> streams) throws Exception {
        // A pool may still hold connections that were killed.
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> append(store, event("t.Noise", "{}")) > 0
                        && store.log().head() == otherNode.log().head());
        long head = store.log().head();
        List<StoredEvent> events = store.log().read(0, Integer.MAX_VALUE);
        assertThat(events).as("seed %d", seed).hasSize((int) head);
        assertThat(events.getLast().position()).isEqualTo(head);
        assertThat(head).isGreaterThanOrEqualTo(acknowledged - unknown);
        for (int c = 0; c < 3; c++) {
            List<StoredEvent> counted = store.log().tagged("counter:c" + c, Long.MAX_VALUE);
            assertThat(counted.stream().map(e -> new String(e.payload(), StandardCharsets.UTF_8)))
                    .as("no condition was lost, seed %d", seed)
                    .containsExactlyElementsOf(IntStream.range(0, counted.size())
                            .mapToObj(Integer::toString)
                            .toList());
            int drawn = store.log().tagged("left:p" + c, Long.MAX_VALUE).size()
                    + store.log().tagged("right:p" + c, Long.MAX_VALUE).size();
            assertThat(drawn).as("seed %d", seed).isLessThanOrEqualTo(LIMIT);
        }
        for (Follower stream : streams) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> stream.positions().size() >= head);
            stream.stop();
            assertThat(stream.positions())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, head).boxed().toList());
        }
    }
}
