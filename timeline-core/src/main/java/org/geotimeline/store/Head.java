package org.geotimeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/**
 * The end of the ledger. An append compares both columns when it moves the head. So {@link #fence} can stop a statement
 * that a lost connection has sent and the server has not begun.
 *
 * @param position the position of the last event, 0 if there is none
 * @param recordedAt later events have a later recorded time
 */
public record Head(long position, OffsetDateTime recordedAt) {

    private static final String READ = "select position, recorded_at from timeline.head";

    static Head read(Connection connection) throws SQLException {
        return select(connection, READ);
    }

    /** Reads the head, and locks it until the transaction ends. */
    public static Head lock(Connection connection) throws SQLException {
        try (PreparedStatement bounded = connection.prepareStatement(
                "select set_config('idle_in_transaction_session_timeout', '20s', true), set_config('lock_timeout', '20s', true)")) {
            bounded.execute();
        }
        return select(connection, READ + " for update");
    }

    /**
     * Moves the head, so that appends sent before and not yet committed never commit. The fence waits for an append that holds the lock
     * of the row. A later one does not find the head that it expects.
     */
    static Head fence(Connection connection) throws SQLException {
        return select(
                connection,
                "update timeline.head set recorded_at = recorded_at + interval '1 microsecond' returning position, recorded_at");
    }

    private static Head select(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Head(row.getLong(1), row.getObject(2, OffsetDateTime.class));
        }
    }
}
