package org.geotimeline.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.geotimeline.store.sql.Backoff;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes readers when the ledger has grown. One connection listens for notifications. Twice a second it reads the head as well,
 * so that a lost notification delays readers and loses no event.
 */
final class LedgerListener implements AutoCloseable {

    static final String CHANNEL = "timeline_event";

    /** The application name of the listening connection in the database. */
    static final String NAME = "timeline-wake";

    private static final Logger LOG = LoggerFactory.getLogger(LedgerListener.class);
    private static final int LISTEN_MS = 500;
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final int NETWORK_TIMEOUT_MS = 10_000;

    private final DataSource dataSource;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Thread thread;
    private volatile long head;
    private volatile boolean closed;

    LedgerListener(DataSource dataSource) {
        this.dataSource = dataSource;
        this.thread = Thread.ofPlatform().daemon().name("ledger-wake").start(this::run);
    }

    /** The ledger has grown to this position at least. */
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

    void await(long after, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
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
        var backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT);
        boolean warned = false;
        while (!closed) {
            try (Connection connection = dataSource.getConnection()) {
                warned = false;
                backoff.reset();
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (!warned && !closed) {
                    LOG.warn("the listening connection is lost, and is opened again: {}", e.getMessage());
                    warned = true;
                }
                pause(backoff.next());
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MS);
            statement.execute("set application_name = '%s'".formatted(NAME));
            statement.execute("listen " + CHANNEL);
            PGConnection postgres = connection.unwrap(PGConnection.class);
            boolean old = false;
            while (!closed) {
                if (!old) {
                    heard(Rows.head(connection));
                }
                old = isOld(postgres.getNotifications(LISTEN_MS));
            }
            statement.execute("unlisten *");
            statement.execute("reset application_name");
        }
    }

    /**
     * Whether all notified positions are known already, as for this node's own appends. A notified position is never taken as
     * the head, because every role that may connect may notify.
     */
    private boolean isOld(PGNotification @Nullable [] notifications) {
        return notifications != null
                && notifications.length > 0
                && Stream.of(notifications).map(PGNotification::getParameter).allMatch(this::isKnown);
    }

    private boolean isKnown(String position) {
        try {
            return Long.parseLong(position) <= head;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Wakes the waiting threads, and lets the listening thread end by itself. */
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
