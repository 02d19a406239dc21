package org.geotimeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.geotimeline.store.PlainLedger.Answer;
import org.geotimeline.store.PlainLedger.Asked;
import org.geotimeline.store.log.SelfCheck;
import org.jspecify.annotations.Nullable;

/** One ledger under trial: two nodes on a fresh database, a plain ledger that says what is right, and some who read along. */
final class LedgerTrial implements AutoCloseable {

    private static final int READERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TwoNodes nodes = new TwoNodes();
    private final PlainLedger plain = new PlainLedger();
    private final Deque<Reader> readers = new ArrayDeque<>();
    private final String name;

    /** @param name stands in every failure, so that it can be found again */
    LedgerTrial(String name) {
        this.name = name;
    }

    private record Reader(EventCriteria criteria, long after, Follower follower) {}

    /** What was sourced: positions in the order in which they came, and the marker that came last. */
    record Look(EventCriteria criteria, long after, List<Long> positions, long marker) {}

    TwoNodes nodes() {
        return nodes;
    }

    PlainLedger plain() {
        return plain;
    }

    String name() {
        return name;
    }

    PostgresEventStore store(int node) {
        return nodes.node(node).store();
    }

    CompletableFuture<Long> submit(int node, Asked asked) {
        return Appending.append(store(node), asked.condition(), asked.messages());
    }

    Answer ask(int node, Asked asked) {
        return answer(submit(node, asked));
    }

    static Answer answer(CompletableFuture<Long> append) {
        try {
            return Answer.recorded(append.join());
        } catch (CompletionException e) {
            return Answer.of(kind(e.getCause()));
        }
    }

    private static Answer.Kind kind(@Nullable Throwable failure) {
        String why = failure == null ? "" : String.valueOf(failure.getMessage());
        if (failure instanceof AppendEventsTransactionRejectedException) {
            return Answer.Kind.CONFLICT;
        }
        if (failure instanceof EventStoreException) {
            if (why.contains("another content; nothing was recorded")) {
                return Answer.Kind.OTHER_CONTENT;
            }
            if (why.contains("nothing was recorded")) {
                return Answer.Kind.NOTHING_RECORDED;
            }
            if (why.contains("whether anything was recorded")) {
                return Answer.Kind.UNKNOWN;
            }
        }
        throw new AssertionError("an append is answered otherwise than the store promises", failure);
    }

    /** Sources what is drawn; seldom much of the ledger, so that it stays quick. */
    Look look(int node, RandomDraw drawn, long head) {
        boolean wide = drawn.oneIn(8);
        EventCriteria criteria = drawn.criteria(wide);
        long after = !wide && drawn.oneIn(10) ? drawn.position(head) : Math.max(0, head - drawn.below(500));
        Appending.Sourced sourced = Appending.source(
                store(node),
                SourcingCondition.conditionFor(new GlobalIndexConsistencyMarker(after).position(), criteria));
        return new Look(criteria, after, sourced.positions(), GlobalIndexConsistencyMarker.position(sourced.marker()));
    }

    void isRight(Look look) {
        assertThat(look.marker()).as(name).isLessThanOrEqualTo(plain.head());
        assertThat(look.positions())
                .as("%s: after %d up to %d, %s", name, look.after(), look.marker(), look.criteria())
                .isEqualTo(plain.meeting(look.criteria(), look.after(), look.marker()));
    }

    // ------------------------------------------------------------------------------------------------------- readers

    /** Another begins to read along; where there are enough, the first to have come is looked at and goes. */
    void nextReader(RandomDraw drawn) {
        if (readers.size() == READERS) {
            leave(readers.remove());
        } else {
            TwoNodes.Node node = nodes.node(drawn.below(2));
            long after = drawn.position(plain.head());
            EventCriteria criteria = drawn.criteria(drawn.oneIn(2));
            readers.add(new Reader(criteria, after, Follower.of(node::store, criteria, after)));
        }
    }

    /** Each event that it wants was given to it once, in order. */
    private void leave(Reader reader) {
        List<Long> expected = plain.meeting(reader.criteria(), reader.after(), plain.head());
        var positions = reader.follower().positions();
        try {
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(PATIENCE)
                    .until(() -> positions.size() >= expected.size());
        } finally {
            reader.follower().stop();
        }
        assertThat(new ArrayList<>(positions))
                .as("%s: followed after %d, %s", name, reader.after(), reader.criteria())
                .isEqualTo(expected);
    }

    // ----------------------------------------------------------------------------------------------------------- end

    /** All readers have seen all, and a node that comes later finds the ledger as it should be, to its last byte. */
    void end() throws SQLException {
        nodes.settle();
        while (!readers.isEmpty()) {
            leave(readers.remove());
        }
        try (HikariDataSource connections = nodes.database().application();
                PostgresEventStore later = PostgresEventStore.open(connections, Appending.BYTES)) {
            List<StoredEvent> all = later.log().read(0, Integer.MAX_VALUE);
            assertThat(all).as(name).hasSize((int) plain.head());
            for (StoredEvent stored : all) {
                boolean right = plain.at(stored.position()).isOnFileAs(stored);
                assertThat(right).as("%s: %s", name, stored).isTrue();
            }
            var report = new SelfCheck(later.log(), connections).run(1, plain.head());
            assertThat(report.findings()).as(name).isEmpty();
        }
    }

    @Override
    public void close() {
        readers.forEach(reader -> reader.follower().stop());
        nodes.close();
    }
}
