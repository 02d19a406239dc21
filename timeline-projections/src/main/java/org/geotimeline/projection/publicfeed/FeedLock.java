package org.geotimeline.projection.publicfeed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.geotimeline.projection.runtime.SilenceLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease of the node that publishes to a topic: a lock of a database session. A killed node loses the lock with its
 * connection. A frozen node loses it after {@link SilenceLimit#SECONDS} seconds without a check; if that node wakes and goes on
 * before its next check, Kafka refuses its records.
 *
 * <p>A pooled connection outlives its use, and would keep the lock. So the connection is cut if the database does not confirm
 * the unlock.
 */
final class FeedLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedLock.class);
    private static final int NETWORK_TIMEOUT_MS = 10_000;
    private static final int CHECK_TIMEOUT_S = 2;

    private final Connection connection;
    private final String topic;

    private FeedLock(Connection connection, String topic) {
        this.connection = connection;
        this.topic = topic;
    }

    /** Takes the lock; empty if another session has it. */
    static Optional<FeedLock> take(DataSource source, String topic) throws SQLException {
        Connection connection = source.getConnection();
        var lock = new FeedLock(connection, topic);
        boolean taken;
        try {
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MS);
            taken = lock.isTrue("select pg_try_advisory_lock(hashtext('timeline.feed'), hashtext(?))");
        } catch (SQLException | RuntimeException e) {
            lock.cut(); // the session may have the lock, and only the answer was lost
            throw e;
        }
        if (!taken) {
            connection.close();
            return Optional.empty();
        }
        try {
            lock.execute("set idle_session_timeout = '%ds'".formatted(SilenceLimit.SECONDS));
        } catch (SQLException | RuntimeException e) {
            lock.cut();
            throw e;
        }
        return Optional.of(lock);
    }

    /** @throws SQLException if the session is gone, and the lock with it */
    void check() throws SQLException {
        if (!connection.isValid(CHECK_TIMEOUT_S)) {
            throw new SQLException("the connection that holds the lock of the feed is gone");
        }
    }

    @Override
    public void close() {
        try {
            execute("reset idle_session_timeout");
            if (isTrue("select pg_advisory_unlock(hashtext('timeline.feed'), hashtext(?))")) {
                connection.close();
                return;
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("the lock of {} was not confirmed as released", topic, e);
        }
        cut();
    }

    /** Ends the session, and with it the lock, without a statement to the database; from any thread. */
    void cut() {
        try {
            connection.abort(Runnable::run);
            connection.close(); // the pool then discards the connection
        } catch (SQLException | RuntimeException e) {
            LOG.debug("the connection that held the lock of {} was gone already", topic, e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean isTrue(String sql) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(sql)) {
            ask.setString(1, topic);
            try (ResultSet row = ask.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
