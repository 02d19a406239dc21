package org.geotimeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies the other nodes that the ledger has grown, after a commit and in parallel with the next one. A notification inside the
 * append would hold a lock of the whole server at its commit. It would also wake every listener for each of a thousand appends a
 * second. Positions that arrive together are one notification. If this node dies first, the others notice by reading the head.
 */
final class Notifier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    /** The shortest pause between two notifications. */
    private static final long MIN_PAUSE_MS = 5;

    private static final int NETWORK_TIMEOUT_MS = 10_000;
    private static final long MAX_CLOSE_MS = 2_000;

    private final DataSource dataSource;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Thread thread;
    private long head;
    private long notified;
    private boolean closed;

    Notifier(DataSource dataSource) {
        this.dataSource = dataSource;
        this.thread = Thread.ofPlatform().daemon().name("ledger-tell").start(this::run);
    }

    /** The ledger has grown to that position. */
    void grown(long position) {
        lock.lock();
        try {
            head = Math.max(head, position);
            more.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (long position = next(); position > 0; position = next()) {
                send(position);
                TimeUnit.MILLISECONDS.sleep(MIN_PAUSE_MS);
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted");
        }
    }

    /** The next position to notify; 0 if the store is closed and nothing is left. */
    private long next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (head == notified && !closed) {
                more.await();
            }
            boolean any = head > notified;
            notified = head;
            return any ? notified : 0;
        } finally {
            lock.unlock();
        }
    }

    private void send(long position) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement notify = connection.prepareStatement(
                        "select set_config('synchronous_commit', 'off', true), pg_notify(?, ?)")) {
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MS);
            Rows.bind(notify, LedgerListener.CHANNEL, Long.toString(position));
            notify.execute();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("other nodes were not notified of position {}", position, e);
        }
    }

    /** Sends what is left to notify; takes two seconds at most. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            more.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(MAX_CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
