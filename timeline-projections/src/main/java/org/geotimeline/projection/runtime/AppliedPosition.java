package org.geotimeline.projection.runtime;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last position that one projection was seen to have applied, here or on another node, and the threads that wait for a
 * position. For any thread.
 */
final class AppliedPosition {

    private static final Logger LOG = LoggerFactory.getLogger(AppliedPosition.class);
    private static final long TOKEN_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final String name;
    private final DataSource source;
    private final ProgressRate rate = new ProgressRate();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile long applied;
    private volatile long head;
    private volatile long resets;
    private volatile boolean here;

    AppliedPosition(String name, DataSource source) {
        this.name = name;
        this.source = source;
    }

    long applied() {
        return applied;
    }

    long head() {
        return head;
    }

    /** @param position of the last event of the ledger; only the runner's thread reports it */
    void head(long position) {
        head = position;
    }

    double eventsPerSecond() {
        return rate.perSecond();
    }

    /** Whether this node runs the projection, so that every position is published here at once. */
    boolean isHere() {
        return here;
    }

    void here(boolean runsHere) {
        here = runsHere;
    }

    /** The number of resets so far: a position that was read before a reset is not published after it. */
    long resets() {
        return resets;
    }

    /** @param resetsBefore the number of resets when {@code position} was read */
    void publish(long position, long resetsBefore) {
        lock.lock();
        try {
            if (resets == resetsBefore) {
                applied = position;
                head = Math.max(head, position);
                rate.at(position);
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The projection starts again from the first event. */
    void reset() {
        lock.lock();
        try {
            resets++;
            applied = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the projection was seen to have applied that position, here or on another node. */
    boolean await(long position, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        while (applied < position) {
            lock.lock();
            try {
                if (applied < position) {
                    if (nanos <= 0) {
                        return false;
                    }
                    long nap = here ? nanos : Math.min(nanos, TOKEN_POLL_NANOS);
                    nanos -= nap - Math.max(0, moved.awaitNanos(nap));
                }
            } finally {
                lock.unlock();
            }
            if (!here && applied < position) {
                readToken();
            }
        }
        return true;
    }

    private void readToken() {
        long resetsBefore = resets;
        try (Connection connection = source.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select position from projection.token where name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    publish(row.getLong(1), resetsBefore);
                }
            }
        } catch (SQLException e) {
            LOG.debug("cannot read the token of {}; the wait goes on", name, e);
        }
    }
}
