package org.geotimeline.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.geotimeline.store.GroupWriter.Failure;
import org.geotimeline.store.GroupWriter.Failure.Reach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commit of a group of appends, with an answer to each of them. After a failure, the ledger says which appends took
 * effect; the others are tried again in halves, so that an append that cannot be written fails alone.
 */
final class GroupCommit {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** From the first try of a group to the last one. */
    private static final long MAX_RETRYING_MS = 60_000;

    private static final int LOOK_UPS = 3;

    private final DataSource dataSource;
    private final GroupWriter writer;
    private final Counter conflicts;

    GroupCommit(DataSource dataSource, LedgerListener listener, Notifier notifier, MeterRegistry meters) {
        this.dataSource = dataSource;
        this.writer = new GroupWriter(dataSource, listener, notifier, this::refuseConflicting);
        this.conflicts = Counter.builder("timeline.append.conflicts")
                .description("appends that were refused by their condition, or because their id is taken")
                .register(meters);
    }

    /** Answers every append of the group, with its events or with a failure. */
    void commit(List<Append> group) {
        try {
            commit(group, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_RETRYING_MS), true);
        } catch (RuntimeException | Error e) {
            writer.forget();
            failed(group, e);
        }
    }

    static void failed(List<Append> group, Throwable cause) {
        refuse(group, "the append failed, and it is not known whether anything was recorded", cause);
        LOG.error("an append failed", cause);
    }

    private static void refuse(List<Append> appends, String sentence, Throwable cause) {
        appends.forEach(append -> append.refuse(new EventStoreException(sentence, cause)));
    }

    /** @param again whether an append that is alone in its group may be tried once more */
    private void commit(List<Append> group, long deadline, boolean again) {
        List<Append> open = new ArrayList<>(group);
        Failure failure = writer.write(open);
        if (failure == null) {
            return;
        }
        // the interrupt closed this caller's connection; clear it so the next connection survives
        boolean interrupted = Thread.interrupted();
        try {
            recover(group, open, failure, deadline, again);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void recover(List<Append> group, List<Append> open, Failure failure, long deadline, boolean again) {
        boolean refused = failure.reach() == Reach.NOTHING_WRITTEN && failure.cause() instanceof SQLException;
        if (!refused) { // a refused statement leaves the known head and the recent events true
            writer.forget();
        }
        if (failure.reach() == Reach.NOTHING_SENT) {
            refuse(open, "the database cannot be reached; nothing was recorded", failure.cause());
            return;
        }
        if (!lookUp(open, failure)) {
            refuse(
                    open,
                    "the append failed, and the database does not say whether anything was recorded",
                    failure.cause());
            return;
        }
        if (!open.isEmpty()) {
            retry(open, open.size() < group.size(), failure, deadline, again);
        }
    }

    /** @param fewer whether some appends of the group are answered */
    private void retry(List<Append> open, boolean fewer, Failure failure, long deadline, boolean again) {
        boolean lost = failure.reach() == Reach.UNKNOWN;
        boolean alone = open.size() == 1;
        if (System.nanoTime() - deadline > 0 || (alone && !fewer && !(lost && again))) {
            refuse(open, "the append failed; nothing was recorded", failure.cause());
        } else if (fewer) {
            commit(open, deadline, again);
        } else if (alone) {
            commit(open, deadline, false);
        } else {
            int half = open.size() / 2;
            commit(open.subList(0, half), deadline, again);
            commit(open.subList(half, open.size()), deadline, again);
        }
    }

    /**
     * Answers the appends of a failed group that are on file. The ones left open are not on file, and the failed statement will
     * not write them any more.
     *
     * @return false if the database does not answer
     */
    private boolean lookUp(List<Append> open, Failure failure) {
        for (int tried = 1; tried <= LOOK_UPS; tried++) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setNetworkTimeout(Runnable::run, GroupWriter.NETWORK_TIMEOUT_MS);
                if (failure.reach() == Reach.UNKNOWN) {
                    Head.fence(connection);
                }
                answerOnFile(open, EventsOnFile.of(connection, open), failure.cause());
                return true;
            } catch (SQLException e) {
                failure.cause().addSuppressed(e);
            }
        }
        return false;
    }

    private void answerOnFile(List<Append> open, EventsOnFile onFile, Exception cause) {
        open.removeIf(append -> {
            if (onFile.holds(append)) {
                append.answer(onFile.events(append));
            } else if (onFile.holdsAnIdOf(append)) {
                conflicts.increment();
                append.refuse(new EventIdTakenException(cause));
            } else {
                return false;
            }
            return true;
        });
    }

    /** The conflicting events may be the append's own, recorded by an earlier try. */
    private void refuseConflicting(Connection connection, List<Append> conflicting) throws SQLException {
        EventsOnFile onFile = EventsOnFile.of(connection, conflicting);
        for (Append append : conflicting) {
            if (onFile.holds(append)) {
                append.answer(onFile.events(append));
            } else {
                conflicts.increment();
                append.refuse(AppendEventsTransactionRejectedException.conflictingEventsDetected(
                        new GlobalIndexConsistencyMarker(append.marker())));
            }
        }
    }
}
