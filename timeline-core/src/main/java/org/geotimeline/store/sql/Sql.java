package org.geotimeline.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Lends connections of one data source to work that may fail with an {@link SQLException}. */
public final class Sql {

    private final DataSource source;
    private final Function<SQLException, ? extends RuntimeException> failure;

    /** @param failure the exception that callers get for one of the database */
    public Sql(DataSource source, Function<SQLException, ? extends RuntimeException> failure) {
        this.source = source;
        this.failure = failure;
    }

    /** Failures become {@link IllegalStateException}s with this sentence. */
    public Sql(DataSource source, String sentence) {
        this(source, e -> new IllegalStateException(sentence, e));
    }

    public interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    /** Each statement is committed by itself. */
    public <T extends @Nullable Object> T with(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw failure.apply(e);
        }
    }

    /** Everything is committed, or nothing if the work throws. */
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        return with(connection -> transaction(connection, () -> {
            T result = work.on(connection);
            connection.commit();
            return result;
        }));
    }

    /** For a cursor, which needs a transaction: it ends with a rollback. */
    public <T extends @Nullable Object> T withCursor(Work<T> work) {
        return with(connection -> transaction(connection, () -> {
            T result = work.on(connection);
            connection.rollback();
            return result;
        }));
    }

    private interface Transaction<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    private static <T extends @Nullable Object> T transaction(Connection connection, Transaction<T> transaction)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = transaction.run();
            connection.setAutoCommit(true);
            return result;
        } catch (Throwable e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
