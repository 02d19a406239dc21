package org.geotimeline.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/** Connections that break when they are told to, at the statement that appends. */
final class BreakingConnections {

    enum When {
        /** Nothing has reached the database. */
        BEFORE,
        /** The database has committed, and its answer is lost. */
        AFTER
    }

    private final DataSource real;
    private final AtomicReference<@Nullable When> breaks = new AtomicReference<>();
    private final AtomicReference<@Nullable Connection> appending = new AtomicReference<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean unreachable;

    BreakingConnections(DataSource real) {
        this.real = real;
    }

    void breakOnce(When when) {
        breaks.set(when);
    }

    /** From now on there is no connection to be had, or again there is. */
    void unreachable(boolean none) {
        unreachable = none;
        asked.set(0);
    }

    /** How often a connection was asked for since {@link #unreachable}. */
    int asked() {
        return asked.get();
    }

    /** Breaks the connection over which an append is under way; the server does not notice. */
    void cut() throws SQLException {
        abort(Objects.requireNonNull(appending.get()));
    }

    /** The same where an append may be under way over a connection, or may be over. */
    void cutIfAny() {
        Connection last = appending.get();
        if (last != null) {
            try {
                abort(last);
            } catch (SQLException e) {
                // it was given back meanwhile
            }
        }
    }

    DataSource source() {
        return proxy(DataSource.class, (method, values) -> {
            if (!method.getName().equals("getConnection")) {
                return call(real, method, values);
            }
            asked.incrementAndGet();
            if (unreachable) {
                throw new SQLException("nobody there", "08001");
            }
            return connection(real.getConnection());
        });
    }

    private Connection connection(Connection open) {
        return proxy(Connection.class, (method, values) -> {
            Object result = call(open, method, values);
            return method.getName().equals("prepareStatement")
                            && values != null
                            && values[0] instanceof String sql
                            && sql.contains("insert into timeline.event")
                    ? statement(open, (PreparedStatement) Objects.requireNonNull(result))
                    : result;
        });
    }

    private PreparedStatement statement(Connection open, PreparedStatement append) {
        return proxy(PreparedStatement.class, (method, values) -> {
            if (!method.getName().equals("executeQuery")) {
                return call(append, method, values);
            }
            appending.set(open);
            When when = breaks.getAndSet(null);
            if (when == null) {
                return call(append, method, values);
            }
            if (when == When.AFTER) {
                call(append, method, values);
            }
            abort(open);
            throw new SQLException("the line is dead", "08006");
        });
    }

    private static void abort(Connection connection) throws SQLException {
        connection.unwrap(PgConnection.class).abort(Runnable::run);
    }

    private interface Answer {
        @Nullable
        Object to(Method method, @Nullable Object @Nullable [] values) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> answer.to(method, values)));
    }

    private static @Nullable Object call(Object on, Method method, @Nullable Object @Nullable [] values)
            throws Throwable {
        try {
            return method.invoke(on, values);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
