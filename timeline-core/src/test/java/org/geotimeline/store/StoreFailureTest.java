package org.geotimeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.geotimeline.store.Appending.append;
import static org.geotimeline.store.Appending.event;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.StorageEngineBackedEventStore;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.SimpleEventBus;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an append is told when things go wrong: always the truth about what is on file. */
class StoreFailureTest {

    private static final Tag TAG = Tag.of("k", "v");
    private static final AppendCondition NONE_YET =
            AppendCondition.withCriteria(EventCriteria.havingTags(TAG)).withMarker(ConsistencyMarker.ORIGIN);

    private final TestDatabase database = TestDatabase.fresh();
    private final HikariDataSource connections = database.application();
    private final HikariDataSource superuser = database.superuser();
    private final BreakingConnections breaking = new BreakingConnections(connections);
    private final PostgresEventStore store = PostgresEventStore.open(breaking.source(), Appending.BYTES);
    private final PostgresEventStore otherNode = PostgresEventStore.open(connections, Appending.BYTES);

    @AfterEach
    void close() {
        store.close();
        otherNode.close();
        connections.close();
        superuser.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void an_append_whose_connection_dies_is_recorded_once_and_answered(BreakingConnections.When when) {
        append(store, event("t.A", "{}"));
        breaking.breakOnce(when);
        assertThat(append(store, NONE_YET, List.of(event("t.A", "{}", TAG))).join())
                .isEqualTo(2);
        assertThat(append(store, event("t.A", "{}"))).isEqualTo(3);
        assertThat(otherNode.log().head()).isEqualTo(3);
    }

    @Test
    void an_append_that_is_still_under_way_when_its_connection_dies_is_recorded_once_and_answered() throws Exception {
        try (Connection holder = superuser.getConnection()) {
            hold(holder);
            var done = elsewhere(NONE_YET, event("t.A", "{}", TAG));
            awaitWaiting(1);
            breaking.cut();
            awaitWaiting(2);
            holder.rollback();
            assertThat(done.get(20, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(otherNode.log().head()).isEqualTo(1);
        }
    }

    @Test
    void what_was_sent_before_a_fence_takes_no_effect_after_it() throws SQLException {
        append(store, event("t.A", "{}"));
        try (Connection connection = connections.getConnection()) {
            Head before = Head.read(connection);
            Head after = Head.fence(connection);
            assertThat(after.position()).isEqualTo(before.position());
            assertThat(after.recordedAt()).isAfter(before.recordedAt());
        }
        assertThat(append(store, event("t.A", "{}"))).isEqualTo(2);
        List<StoredEvent> events = store.log().read(0, 10);
        assertThat(events.get(1).recordedAt()).isAfter(events.get(0).recordedAt());
    }

    @Test
    void without_a_database_all_that_waits_fails_at_once() {
        append(store, event("t.A", "{}"));
        breaking.unreachable(true);
        var appends = new ArrayList<CompletableFuture<Long>>();
        for (int i = 0; i < 500; i++) {
            appends.add(append(store, AppendCondition.none(), List.of(event("t.A", "{}"))));
        }
        for (CompletableFuture<Long> append : appends) {
            assertThatThrownBy(append::join)
                    .hasCauseInstanceOf(EventStoreException.class)
                    .hasMessageContaining("the database cannot be reached; nothing was recorded");
        }
        assertThat(breaking.asked()).as("none is tried again and again").isLessThan(2 * 500);
        breaking.unreachable(false);
        assertThat(append(store, event("t.A", "{}"))).isEqualTo(2);
    }

    @Test
    void a_database_that_fails_fails_the_unit_of_work() {
        var events = new StorageEngineBackedEventStore(store, new SimpleEventBus(), e -> Set.of(TAG));
        var work = new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE);
        breaking.unreachable(true);
        var outcome = work.create().executeWithResult(context -> {
            events.transaction(context).appendEvent(event("t.A", "{}").event());
            return CompletableFuture.completedFuture("done");
        });
        assertThatThrownBy(outcome::join).hasCauseInstanceOf(EventStoreException.class);
        assertThat(otherNode.log().head()).isZero();
    }

    @Test
    void the_same_append_twice_is_answered_with_its_first_position_though_its_condition_is_lost() {
        UUID id = UUID.randomUUID();
        append(store, event("t.A", "{}"));
        for (PostgresEventStore node : List.of(store, otherNode, store)) {
            assertThat(append(node, NONE_YET, List.of(event(id, "t.A", "{}", TAG)))
                            .join())
                    .isEqualTo(2);
        }
        assertThatThrownBy(() -> append(store, NONE_YET, List.of(event("t.A", "{}", TAG)))
                        .join())
                .hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
        assertThat(store.log().head()).isEqualTo(2);
    }

    @Test
    void of_a_group_each_is_answered_by_what_becomes_of_the_others() throws Exception {
        UUID id = UUID.randomUUID();
        Tag other = Tag.of("k", "other");
        AppendCondition noOther = AppendCondition.withCriteria(EventCriteria.havingTags(other));
        CompletableFuture<Long> first;
        CompletableFuture<Long> twin;
        CompletableFuture<Long> loser;
        CompletableFuture<Long> poison;
        CompletableFuture<Long> free;
        try (Connection holder = superuser.getConnection()) {
            hold(holder);
            var before = elsewhere(AppendCondition.none(), event("t.A", "{}"));
            awaitWaiting(1); // what comes now is one group
            first = append(store, NONE_YET, List.of(event(id, "t.A", "{}", TAG)));
            twin = append(store, NONE_YET, List.of(event(id, "t.A", "{}", TAG)));
            loser = append(store, NONE_YET, List.of(event("t.A", "{}", TAG)));
            poison = append(store, AppendCondition.none(), List.of(event("t.A\0", "{}", other)));
            free = append(store, noOther, List.of(event("t.A", "{}", other)));
            holder.rollback();
            assertThat(before.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        }
        long position = first.get(20, TimeUnit.SECONDS);
        assertThat(twin.get(20, TimeUnit.SECONDS)).isEqualTo(position);
        assertThatThrownBy(loser::join).hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
        assertThatThrownBy(poison::join)
                .hasCauseInstanceOf(EventStoreException.class)
                .hasMessageContaining("nothing was recorded");
        assertThat(free.get(20, TimeUnit.SECONDS)).isBetween(2L, 3L);
        assertThat(store.log().head()).isEqualTo(3);
    }

    @Test
    void who_is_answered_may_append_and_wait_again() throws Exception {
        var chain = append(store, AppendCondition.none(), List.of(event("t.A", "{}")));
        for (int i = 0; i < 5; i++) {
            chain = chain.thenApply(position -> append(store, event("t.A", "{}")));
        }
        assertThat(chain.get(20, TimeUnit.SECONDS)).isEqualTo(6);
    }

    @Test
    void who_is_interrupted_at_any_moment_is_told_what_is_on_file() throws Exception {
        var random = new Random(7);
        int recorded = 0;
        for (int i = 0; i < 200; i++) {
            TaggedEventMessage<?> event = event("t.A", "{}");
            var outcome = new CompletableFuture<Long>();
            var delay = random.nextLong(2_000_000);
            Thread caller = Thread.startVirtualThread(() -> {
                try {
                    outcome.complete(append(store, event));
                } catch (CompletionException e) {
                    outcome.completeExceptionally(e.getCause());
                }
            });
            LockSupport.parkNanos(delay);
            caller.interrupt();
            caller.join();
            boolean onFile = store.log()
                    .byId(UUID.fromString(event.event().identifier()))
                    .isPresent();
            if (outcome.isCompletedExceptionally()) {
                assertThat(outcome.exceptionNow()).hasMessageContaining("nothing was recorded");
            }
            assertThat(onFile).isEqualTo(!outcome.isCompletedExceptionally());
            recorded += onFile ? 1 : 0;
        }
        assertThat(store.log().head()).isEqualTo(recorded);
        assertThat(recorded).isPositive();
    }

    @Test
    void a_closed_store_refuses_what_comes_and_ends_its_streams() {
        var stream = store.stream(StreamingCondition.startingFrom(null), null);
        store.close();
        assertThatThrownBy(() -> append(store, event("t.A", "{}")))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("the store is closed; nothing was recorded");
        assertThat(stream.isCompleted()).isTrue();
        assertThat(store.stream(StreamingCondition.startingFrom(null), null).isCompleted())
                .isTrue();
        assertThat(otherNode.log().head()).isZero();
    }

    @Test
    void a_reader_is_woken_again_after_all_connections_died() throws SQLException {
        append(otherNode, event("t.A", "{}"));
        await().atMost(Duration.ofSeconds(10)).until(() -> wakes(1));
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()""");
        }
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> append(store, event("t.A", "{}")) > 1);
        await().atMost(Duration.ofSeconds(20)).until(() -> wakes(2));
    }

    private boolean wakes(long position) throws InterruptedException {
        long begun = System.nanoTime();
        otherNode.log().await(position - 1, Duration.ofSeconds(5));
        return System.nanoTime() - begun < Duration.ofSeconds(4).toNanos();
    }

    /** On a thread of its own, because a lone append runs on its caller's thread. */
    private CompletableFuture<Long> elsewhere(AppendCondition condition, TaggedEventMessage<?> event) {
        return CompletableFuture.supplyAsync(
                () -> append(store, condition, List.of(event)).join(), Thread::startVirtualThread);
    }

    /** Nobody can append until the holder rolls back. */
    private static void hold(Connection holder) throws SQLException {
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("select * from timeline.head for update");
        }
    }

    private void awaitWaiting(int backends) {
        await().atMost(Duration.ofSeconds(20)).until(() -> waiting() >= backends);
    }

    private int waiting() throws SQLException {
        try (Connection connection = superuser.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock' and query like '%update timeline.head%'""");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
