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
 * The right of one node to publish to a topic: a lock of the database's session. A node that dies gives it back with its
 * connection. A node that freezes loses it when it has not asked for {@link SilenceLimit#SECONDS} seconds whether it still has it;
 * should it wake and go on before it asks, Kafka refuses what it sends.
 *
 * <p>A connection of a pool outlives its use, and would take the lock with it; so where the database does not confirm that
 * the lock is given back, the connection is cut.
 */
final class FeedLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedLock.class);
    private static final int SILENCE_MS = 10_000;
    private static final int CHECK_S = 2;

    private final Connection connection;
    private final String topic;

    private FeedLock(Connection connection, String topic) {
        this.connection = connection;
        this.topic = topic;
    }

    /** Empty where another session has it. */
    static Optional<FeedLock> take(DataSource source, String topic) throws SQLException {
        Connection connection = source.getConnection();
        var lock = new FeedLock(connection, topic);
        boolean taken;
        try {
            connection.setNetworkTimeout(Runnable::run, SILENCE_MS);
            taken = lock.says("select pg_try_advisory_lock(hashtext('timeline.feed'), hashtext(?))");
        } catch (SQLException | RuntimeException e) {
            lock.cut(); // the database may have given it, and only the answer is lost
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

    /** @throws SQLException where the session is gone, and the lock with it */
    void check() throws SQLException {
        if (!connection.isValid(CHECK_S)) {
            throw new SQLException("the connection that holds the lock of the feed is gone");
        }
    }

    @Override
    public void close() {
        try {
            execute("reset idle_session_timeout");
            if (says("select pg_advisory_unlock(hashtext('timeline.feed'), hashtext(?))")) {
                connection.close();
                return;
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("the lock of {} was not given back", topic, e);
        }
        cut();
    }

    /** Ends the session, and with it the lock, without a word to the database; from any thread. */
    void cut() {
        try {
            connection.abort(Runnable::run);
            connection.close(); // now its pool knows that it is of no use
        } catch (SQLException | RuntimeException e) {
            LOG.debug("the connection that held the lock of {} was gone already", topic, e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean says(String sql) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(sql)) {
            ask.setString(1, topic);
            try (ResultSet row = ask.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
