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
 * Tells the other nodes that the ledger has grown, after the commit and beside the next: a notification in the append itself
 * would hold a lock of the whole server at its commit, and wake every listener once for each of a thousand appends a second.
 * What is told at once is told together. Who is not told, because this node died first, looks at the head twice a second.
 */
final class Notifier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    /** Between two notifications at the least. */
    private static final long REST_MS = 5;

    private static final int SILENCE_MS = 10_000;
    private static final long PATIENCE_MS = 2_000;

    private final DataSource dataSource;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Thread thread;
    private long head;
    private long told;
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
                tell(position);
                TimeUnit.MILLISECONDS.sleep(REST_MS);
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted");
        }
    }

    /** The next position to tell; 0 where the store is closed and all is told. */
    private long next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (head == told && !closed) {
                more.await();
            }
            boolean any = head > told;
            told = head;
            return any ? told : 0;
        } finally {
            lock.unlock();
        }
    }

    private void tell(long position) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement notify = connection.prepareStatement(
                        "select set_config('synchronous_commit', 'off', true), pg_notify(?, ?)")) {
            connection.setNetworkTimeout(Runnable::run, SILENCE_MS);
            Rows.bind(notify, LedgerListener.CHANNEL, Long.toString(position));
            notify.execute();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("other nodes were not notified of position {}", position, e);
        }
    }

    /** Lets what is to be told be told, two seconds at the most. */
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
            thread.join(PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
