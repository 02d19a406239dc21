package org.geotimeline.projection.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.geotimeline.projection.runtime.parked.DroppedEvent;
import org.geotimeline.projection.runtime.parked.ParkedAct;
import org.geotimeline.projection.runtime.parked.ParkedActs;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.runtime.steps.Token;
import org.geotimeline.projection.runtime.versions.ActiveVersion;
import org.geotimeline.projection.runtime.versions.VersionOrder;
import org.geotimeline.projection.runtime.versions.VersionRefused;
import org.jspecify.annotations.Nullable;

/** What operators have done with one version of a view: empty, cancel, resume, rebuild, retry and drop. For any thread. */
final class VersionOrders {

    private final String name;
    private final BoundedTransactions transactions;
    private final ParkedActs parkedActs;
    private final AppliedPosition position;
    private final RunnerStatus status;
    private final TableSetup setup;
    private final ActiveVersion activeVersion;

    VersionOrders(
            BoundedTransactions transactions,
            ParkedActs parkedActs,
            AppliedPosition position,
            RunnerStatus status,
            TableSetup setup,
            ActiveVersion activeVersion) {
        this.name = transactions.name();
        this.transactions = transactions;
        this.parkedActs = parkedActs;
        this.position = position;
        this.status = status;
        this.setup = setup;
        this.activeVersion = activeVersion;
    }

    /** Empties all tables of the projection, so that the node that runs it starts from the first event. */
    void reset() {
        transactions.run(connection -> {
            startOver(connection);
            return true;
        });
        position.reset();
    }

    /** The parked acts after that position, in order; at most {@code limit}. */
    List<ParkedAct> parked(long after, int limit) {
        return transactions.run(connection -> parkedActs.list(connection, after, limit));
    }

    /** The dropped events after that position, in order; at most {@code limit}. */
    List<DroppedEvent> dropped(long after, int limit) {
        return transactions.run(connection -> parkedActs.dropped(connection, after, limit));
    }

    /**
     * Has the node that runs the projection try parked acts again.
     *
     * @return the number of acts to be tried
     */
    int retry(@Nullable Long at) {
        return transactions.run(connection -> parkedActs.want(connection, at));
    }

    /** Leaves an event out for ever, and starts from the first one; false if no other event waits for it. */
    boolean drop(long at, String reason) {
        boolean dropped = transactions.run(connection -> {
            Token.lock(connection, name); // so that no node applies it meanwhile
            boolean found = parkedActs.drop(connection, at, reason);
            if (found) {
                startOver(connection);
            }
            return found;
        });
        if (dropped) {
            position.reset();
        }
        return dropped;
    }

    /** Answers from the commit on. The active version is held while this one catches up with it. */
    void serve(String active, String reason, Duration atMost) {
        transactions.run(connection -> {
            Token.lock(connection, active);
            long activePosition = ActiveVersion.position(connection, active);
            if (!awaitInterruptibly(activePosition, atMost)) {
                throw new VersionRefused("%s has applied position %d of the ledger, %s %d; try again"
                        .formatted(name, position.applied(), active, activePosition));
            }
            Token.lock(connection, name);
            Token token = Token.of(connection, name).orElseThrow();
            if (token.position() < activePosition || token.stopped()) {
                throw new VersionRefused("%s was emptied or cancelled meanwhile".formatted(name));
            }
            activeVersion.choose(connection, name, reason);
            setup.makeSqlViews(connection);
            return true;
        });
    }

    private boolean awaitInterruptibly(long wanted, Duration atMost) {
        try {
            return position.await(wanted, atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** No node runs the version until it is resumed; its rows stay. */
    void cancel(String reason) {
        order(VersionOrder.What.CANCELLED, reason, connection -> Token.stop(connection, name, true));
        status.stopped(true);
    }

    /** Goes on from the position of the cancellation, or from the first event if the rows were removed. */
    void resume(@Nullable String reason) {
        order(VersionOrder.What.RESUMED, reason, connection -> Token.stop(connection, name, false));
        status.stopped(false);
    }

    /** Removes the rows; no node runs the version until it is resumed. */
    void callOff(@Nullable String reason) {
        order(VersionOrder.What.CALLED_OFF, reason, connection -> {
            startOver(connection);
            Token.stop(connection, name, true);
        });
        status.stopped(true);
        position.reset();
    }

    /** Removes the rows and builds them from the first event, even if the version was cancelled. */
    void rebuild(String reason) {
        order(VersionOrder.What.REBUILT, reason, connection -> {
            startOver(connection);
            Token.stop(connection, name, false);
        });
        status.stopped(false);
        position.reset();
    }

    private interface Change {
        void on(Connection connection) throws SQLException;
    }

    private void order(VersionOrder.What what, @Nullable String reason, Change change) {
        transactions.run(connection -> {
            Token.lock(connection, name);
            if (what != VersionOrder.What.RESUMED) {
                ActiveVersion.requireNotServing(connection, name);
            }
            VersionOrder.note(connection, name, what, reason);
            change.on(connection);
            return true;
        });
    }

    /** Sets the token to before the first event and empties the tables. */
    void startOver(Connection connection) throws SQLException {
        Token.startOver(connection, name);
        position.reset();
        Tables.empty(connection, name);
        parkedActs.releaseAll(connection);
    }
}
