package org.geotimeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/**
 * Where the ledger ends. Both columns are compared when it moves, so that a statement which was sent by a connection that
 * is lost, and which the server has not begun, can be kept from ever taking effect: see {@link #fence}.
 *
 * @param position of the last event, 0 where there is none
 * @param recordedAt no later event is recorded at or before it
 */
public record Head(long position, OffsetDateTime recordedAt) {

    private static final String READ = "select position, recorded_at from timeline.head";

    static Head read(Connection connection) throws SQLException {
        return select(connection, READ);
    }

    /** Reads it, and keeps every other node from moving it until the transaction ends. */
    public static Head lock(Connection connection) throws SQLException {
        try (PreparedStatement bounded = connection.prepareStatement(
                "select set_config('idle_in_transaction_session_timeout', '20s', true), set_config('lock_timeout', '20s', true)")) {
            bounded.execute();
        }
        return select(connection, READ + " for update");
    }

    /**
     * After this, an append that was sent before and is not committed never will be: one that has the row's lock is waited
     * for, and one that comes later no longer finds the head where it was told to look.
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
