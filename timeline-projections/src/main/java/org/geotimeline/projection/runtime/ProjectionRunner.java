package org.geotimeline.projection.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.geotimeline.projection.runtime.parked.ParkedActs;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.spi.Projection;

/**
 * Reads the ledger for one projection on one node, in a thread of its own.
 *
 * <p>Each batch is one transaction that holds the lock on the projection's token, writes links and rows, and moves the
 * token. The lock is a lease: its holder runs the projection, so each event is applied once however many nodes there are. The
 * lock of a killed node ends with its connection, that of a frozen node when it has been silent for too long. A node that
 * finds the token where it left it goes on with what it has in memory; otherwise it starts again from the token.
 *
 * <p>A projection that is far behind applies the same events in larger transactions, from pages that were read ahead and
 * decoded once for all projections of the node. The distance to the ledger's head alone decides.
 *
 * <p>A failure rolls the batch back, and the batch is tried again after a backoff. The events before the one that failed are
 * applied in the meantime. An act that the projection cannot apply is parked after some tries: its timeline stands still from
 * there on, and all others go on.
 */
final class ProjectionRunner implements AutoCloseable {

    private static final Duration STOP_GRACE = Leadership.POLL_INTERVAL.plusMillis(500);
    private static final Duration MAX_CLOSE_TIME = Duration.ofSeconds(10);

    private final NodeContext node;
    private final TableSetup setup;
    private final AppliedPosition position;
    private final RunnerStatus status;
    private final StopSignal stop = new StopSignal();
    private final BoundedTransactions transactions;
    private final VersionOrders orders;
    private final Leadership leadership;
    private final Batch batch;
    private final Recovery recovery;
    private final Thread thread;

    ProjectionRunner(Projection projection, NodeContext node) {
        this.node = node;
        Tables tables = Tables.of(projection);
        String name = tables.name();
        var memory = new RunnerMemory(node.budget().share());
        var parkedActs = new ParkedActs(name, node.maxParked());
        setup = new TableSetup(projection, tables, node.activeVersion());
        position = new AppliedPosition(name, node.source());
        status = new RunnerStatus(name, position);
        transactions =
                new BoundedTransactions(node.source(), name, node.batchSizes().silence());
        orders = new VersionOrders(transactions, parkedActs, position, status, setup, node.activeVersion());
        leadership = new Leadership(name, node, memory, position, status, stop);
        batch = new Batch(
                projection, tables, node, memory, leadership, position, status, parkedActs, orders, transactions, stop);
        recovery = new Recovery(batch, position, status, parkedActs, transactions, stop);
        thread = Thread.ofPlatform().daemon().name("projection-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            untilStopped();
        } finally {
            position.here(false);
        }
    }

    private void untilStopped() {
        boolean prepared = false;
        while (!stop.isSet()) {
            try {
                if (!prepared) {
                    prepare();
                    prepared = true;
                }
                if (isReleased() && leadership.mayRun()) {
                    position.here(batch.run());
                }
                recovery.succeeded();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                leadership.resign();
                if (!stop.isSet()) {
                    recovery.after(e);
                }
            }
        }
    }

    private void prepare() throws SQLException {
        var unused = transactions.attempt(this::prepared);
    }

    private boolean prepared(Connection connection) throws SQLException {
        setup.prepare(connection);
        return true;
    }

    private boolean isReleased() throws InterruptedException {
        return stop.during(() -> node.released().await(Leadership.POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** What operators may have done with this version. */
    VersionOrders orders() {
        return orders;
    }

    /** The figures of this runner. */
    RunnerStatus status() {
        return status;
    }

    /** Waits until the projection was seen to have applied that position, here or on another node. */
    boolean await(long wanted, Duration atMost) throws InterruptedException {
        return position.await(wanted, atMost);
    }

    ProjectionState state() {
        return status.state();
    }

    /** Stops after the event at hand; bounded. Another node, or the next start, applies what was not committed. */
    @Override
    public void close() {
        stop.set();
        try {
            if (stop.isWaiting()) {
                thread.interrupt();
            }
            if (thread.isAlive() && !thread.join(STOP_GRACE)) {
                thread.interrupt();
                if (!thread.join(MAX_CLOSE_TIME)) {
                    batch.abort();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
