package org.geotimeline.projection.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Transactions on the tables of one projection. The database ends a transaction that has been silent for too long, so that
 * a frozen node holds no lock.
 *
 * @param name of the projection with its version
 * @param silence the longest time without a statement
 */
record BoundedTransactions(DataSource source, String name, Duration silence) {

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Does the work and commits, or rolls back and throws. */
    <T> T attempt(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            bound(connection);
            try {
                T done = work.on(connection);
                connection.commit();
                return done;
            } catch (Throwable e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    /** The same for callers that cannot try again. */
    <T> T run(Work<T> work) {
        try {
            return attempt(work);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of %s do not answer".formatted(name), e);
        }
    }

    void bound(Connection connection) throws SQLException {
        try (Statement bound = connection.createStatement()) {
            bound.execute("set local idle_in_transaction_session_timeout = %d".formatted(silence.toMillis()));
        }
    }

    static void rollBack(Connection connection, Throwable because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e); // the connection is gone, and its transaction with it
        }
    }
}
