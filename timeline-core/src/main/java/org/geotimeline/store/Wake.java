package org.geotimeline.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells readers that the ledger has grown. One connection listens; twice a second it looks at the head as well, so that a
 * notification that was lost with a connection delays a reader and loses nothing.
 */
final class Wake implements AutoCloseable {

    static final String CHANNEL = "timeline_event";

    private static final Logger LOG = LoggerFactory.getLogger(Wake.class);
    private static final int LISTEN_MS = 500;
    private static final long RETRY_MS = 500;

    /** A connection that has not answered for so long is given up. */
    private static final int SILENCE_MS = 10_000;

    private final DataSource dataSource;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Thread thread;
    private volatile long head;
    private volatile boolean closed;

    Wake(DataSource dataSource) {
        this.dataSource = dataSource;
        this.thread = Thread.ofPlatform().daemon().name("ledger-wake").start(this::run);
    }

    /** The head as last heard of; it may have grown since. */
    void heard(long position) {
        if (position > head) {
            lock.lock();
            try {
                head = Math.max(head, position);
                grown.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    void await(long after, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            boolean over = closed;
            while (head <= after && left > 0 && closed == over) {
                left = grown.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        boolean told = false;
        while (!closed) {
            try (Connection connection = dataSource.getConnection()) {
                told = false;
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (!told && !closed) {
                    LOG.warn("the listening connection is lost, and is made anew: {}", e.getMessage());
                    told = true;
                }
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, SILENCE_MS);
            statement.execute("listen " + CHANNEL);
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (!closed) {
                heard(Rows.head(connection));
                postgres.getNotifications(LISTEN_MS);
            }
            statement.execute("unlisten *");
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Wakes who waits, and lets the thread end by itself. */
    void end() {
        closed = true;
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        end();
        try {
            thread.join(5 * LISTEN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
