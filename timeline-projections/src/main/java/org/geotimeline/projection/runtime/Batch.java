package org.geotimeline.projection.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.geotimeline.act.Recorded;
import org.geotimeline.projection.runtime.apply.EventApplier;
import org.geotimeline.projection.runtime.apply.Ledger;
import org.geotimeline.projection.runtime.parked.ActNotApplicable;
import org.geotimeline.projection.runtime.parked.ParkedAct;
import org.geotimeline.projection.runtime.parked.ParkedActs;
import org.geotimeline.projection.runtime.parked.ParkedTimelines;
import org.geotimeline.projection.runtime.steps.PostgresProjectionStore;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.runtime.steps.Token;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction after the other: each holds the lock on the token, writes links and rows, and moves the token. After a
 * failure the next batch is smaller, and it grows again while batches succeed. For the runner's thread.
 */
final class Batch {

    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final Projection projection;
    private final Tables tables;
    private final NodeContext node;
    private final RunnerMemory memory;
    private final Leadership leadership;
    private final AppliedPosition position;
    private final RunnerStatus status;
    private final ParkedActs parkedActs;
    private final VersionOrders orders;
    private final BoundedTransactions transactions;
    private final StopSignal stop;
    private int maxEvents = UNLIMITED;
    private @Nullable Recorded event;
    private volatile @Nullable Connection open;

    Batch(
            Projection projection,
            Tables tables,
            NodeContext node,
            RunnerMemory memory,
            Leadership leadership,
            AppliedPosition position,
            RunnerStatus status,
            ParkedActs parkedActs,
            VersionOrders orders,
            BoundedTransactions transactions,
            StopSignal stop) {
        this.projection = projection;
        this.tables = tables;
        this.node = node;
        this.memory = memory;
        this.leadership = leadership;
        this.position = position;
        this.status = status;
        this.parkedActs = parkedActs;
        this.orders = orders;
        this.transactions = transactions;
        this.stop = stop;
    }

    /** Runs one batch; false if another node runs the projection. */
    boolean run() throws SQLException {
        try (Connection connection = node.source().getConnection()) {
            open = connection;
            connection.setAutoCommit(false);
            try {
                boolean ran = run(connection);
                if (!ran) {
                    connection.rollback();
                }
                return ran;
            } catch (Throwable e) {
                BoundedTransactions.rollBack(connection, e);
                throw e;
            }
        } finally {
            open = null;
        }
    }

    private boolean run(Connection connection) throws SQLException {
        try (Statement set = connection.createStatement()) {
            // A crash loses rows and token together, and the ledger makes the same rows again.
            set.execute("set local synchronous_commit = off");
        }
        transactions.bound(connection);
        event = null;
        Optional<Token> locked = Token.locked(connection, tables.name());
        if (locked.isEmpty() || !leadership.accepts(locked.get())) {
            leadership.leaveToOthers();
            return false;
        }
        Token token = locked.get();
        EventApplier applier = memory.applierAt(token);
        if (applier == null) {
            applier = begin(connection, token);
        }
        return token.wanted() ? tryAgain(connection, applier) : applyNext(connection, token, applier);
    }

    private EventApplier begin(Connection connection, Token token) throws SQLException {
        if (token.position() == 0) {
            node.readAhead().clear(); // a rebuild reads the ledger again, because events may have been erased
        }
        projection.open(connection);
        return memory.begin(projection, node.ledger(), token, parkedActs.read(connection));
    }

    private boolean applyNext(Connection connection, Token token, EventApplier applier) throws SQLException {
        BatchSizes sizes = node.batchSizes();
        long resetsBefore = position.resets();
        long first = token.position();
        boolean far = sizes.isFar(position.head() - first, !token.isBuilt());
        int limit = Math.min(maxEvents, sizes.limit(far));
        long rereadBefore = applier.reread();
        Iterator<Ledger.Entry> entries = far
                ? node.readAhead().after(first, position.head())
                : node.ledger().read(first, limit).iterator();
        long last = apply(connection, applier, entries, limit);
        Token.move(connection, tables, last, far && sizes.isFar(position.head() - last, true));
        connection.commit();
        status.applied(last - first, applier.reread() - rereadBefore);
        memory.moveTo(last);
        maxEvents = widened(limit, sizes.limit(far));
        event = null;
        position.publish(last, resetsBefore);
        return true;
    }

    /** The next limit after a batch that succeeded: it grows step by step to the whole size. */
    private int widened(int limit, int whole) {
        return limit >= whole ? UNLIMITED : Math.max(node.batchSizes().live(), 2 * limit);
    }

    /** Tries parked acts again: those of one timeline, or all events if an act could not be placed. */
    private boolean tryAgain(Connection connection, EventApplier applier) throws SQLException {
        Optional<ParkedAct> next = parkedActs.wanted(connection);
        if (next.isEmpty()) {
            return true;
        }
        memory.dropApplier(); // its caches do not equal the tables any more
        if (next.get().timeline().isEmpty()) {
            orders.startOver(connection);
            connection.commit();
            return false; // any node may run the projection from the first event on
        }
        replayParked(connection, applier, next.get());
        return true;
    }

    private void replayParked(Connection connection, EventApplier applier, ParkedAct first) throws SQLException {
        var timeline = new Timeline(first.timeline());
        try (var store = new PostgresProjectionStore(tables, connection)) {
            applier.replayParked(timeline, parkedActs.waiting(connection, timeline), store);
            store.send();
            parkedActs.release(connection, timeline);
        } catch (ActNotApplicable again) {
            connection.rollback();
            parkedActs.triedInVain(connection, first, again);
        }
        connection.commit();
    }

    private long apply(Connection connection, EventApplier applier, Iterator<Ledger.Entry> entries, int limit)
            throws SQLException {
        try (var store = new PostgresProjectionStore(tables, connection)) {
            return apply(applier, entries, limit, store, connection);
        }
    }

    private long apply(
            EventApplier applier,
            Iterator<Ledger.Entry> entries,
            int limit,
            PostgresProjectionStore store,
            Connection connection)
            throws SQLException {
        long startedNanos = System.nanoTime();
        long last = memory.position();
        int done = 0;
        try {
            while (done < limit && !stop.isSet() && System.nanoTime() - startedNanos < MAX_NANOS && entries.hasNext()) {
                Ledger.Entry entry = entries.next();
                event = entry.acts().isEmpty() ? null : entry.acts().getFirst();
                if (entry.position() != last + 1) {
                    throw new IllegalStateException(
                            "position %d follows %d in the ledger".formatted(entry.position(), last));
                }
                applier.apply(entry.acts(), store);
                last = entry.position();
                done++;
            }
        } catch (Throwable e) {
            maxEvents = Math.max(1, done); // the events before this one can be applied
            if (done == 0) {
                blame(e);
            }
            throw e;
        }
        maxEvents = Math.max(1, done / 2); // if the rows cannot be written, the next batch is smaller
        send(store, done);
        parkedActs.add(connection, memory.parked().takeWaiting());
        return last;
    }

    private void send(PostgresProjectionStore store, int events) throws SQLException {
        try {
            store.send();
        } catch (SQLException e) {
            if (events == 1) {
                blame(e);
            }
            throw e;
        }
    }

    /** The only event of the batch is at fault if the database refuses its rows. */
    private void blame(Throwable failure) {
        Recorded blamed = event;
        if (blamed != null && isRefused(failure)) {
            throw new ActNotApplicable(blamed.position(), ParkedTimelines.root(blamed), null, failure);
        }
    }

    /** A value that no column can hold, or a limit of the database: the fault is in the rows, not in the connection. */
    private static boolean isRefused(Throwable failure) {
        String state = failure instanceof SQLException sql ? sql.getSQLState() : null;
        return state != null && (state.startsWith("22") || state.startsWith("54"));
    }

    /** Whether the next batch is smaller, so that the one event is found whose rows the database refuses. */
    boolean narrows(Throwable failure) {
        return isRefused(failure) && maxEvents > 1;
    }

    /** The event at which the last batch failed; null if it failed between events. */
    @Nullable
    Recorded event() {
        return event;
    }

    /** Breaks off the open transaction, from another thread. */
    void abort() {
        Connection connection = open;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.warn("cannot abort the connection of {}", tables.name(), e);
            }
        }
    }
}
