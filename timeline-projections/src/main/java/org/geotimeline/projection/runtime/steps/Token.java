package org.geotimeline.projection.runtime.steps;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a projection has read the ledger: the row of {@code projection.token}, whose lock is the lease of the node that runs the
 * projection.
 *
 * @param position of the last event that the projection has applied
 * @param untouched whether the projection never ran, or was emptied, so that any node may run it
 * @param parked the number of parked acts
 * @param wanted whether some parked acts are to be tried again
 * @param stopped whether the projection was cancelled
 * @param life the number of rebuilds so far; state in memory of an earlier life is discarded
 * @param buildingSince when the projection fell far behind; null while it follows the ledger
 */
public record Token(
        long position,
        boolean untouched,
        int parked,
        boolean wanted,
        boolean stopped,
        long life,
        @Nullable Instant buildingSince) {

    private static final String ROW = """
        select position, updated_at = '-infinity',
            (select count(*) from projection.parked p where p.name = t.name),
            exists (select from projection.parked p where p.name = t.name and p.wanted), stopped, life, building_since
        from projection.token t where name = ?\
        """;

    public static Optional<Token> of(Connection connection, String name) throws SQLException {
        return read(connection, name, "");
    }

    /** Locks the token; empty if another transaction has the lock, or there is no token. */
    public static Optional<Token> locked(Connection connection, String name) throws SQLException {
        return read(connection, name, " for update of t skip locked");
    }

    private static Optional<Token> read(Connection connection, String name, String locking) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ROW + locking)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Token(
                                row.getLong(1),
                                row.getBoolean(2),
                                row.getInt(3),
                                row.getBoolean(4),
                                row.getBoolean(5),
                                row.getLong(6),
                                since(row.getObject(7, OffsetDateTime.class))))
                        : Optional.empty();
            }
        }
    }

    private static @Nullable Instant since(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    public boolean isBuilt() {
        return buildingSince == null;
    }

    public static void make(Connection connection, Tables tables) throws SQLException {
        try (PreparedStatement token = connection.prepareStatement(
                "insert into projection.token (name, version) values (?, ?) on conflict do nothing")) {
            token.setString(1, tables.name());
            token.setString(2, tables.version());
            token.executeUpdate();
        }
    }

    /** @param building whether the projection is still far behind at that position */
    public static void move(Connection connection, Tables tables, long position, boolean building) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
            update projection.token set position = ?, version = ?, updated_at = clock_timestamp(),
                building_since = case when ? then coalesce(building_since, clock_timestamp()) end
            where name = ?\
            """)) {
            update.setLong(1, position);
            update.setString(2, tables.version());
            update.setBoolean(3, building);
            update.setString(4, tables.name());
            update.executeUpdate();
        }
    }

    /** Moves it before the first event; the first node may run it. */
    public static void startOver(Connection connection, String name) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
            update projection.token
            set position = 0, life = life + 1, updated_at = '-infinity', building_since = clock_timestamp()
            where name = ?\
            """)) {
            update.setString(1, name);
            update.executeUpdate();
        }
    }

    public static void stop(Connection connection, String name, boolean stopped) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update projection.token set stopped = ? where name = ?")) {
            update.setBoolean(1, stopped);
            update.setString(2, name);
            update.executeUpdate();
        }
    }

    /** Waits for the lock. */
    public static void lock(Connection connection, String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select from projection.token where name = ? for update")) {
            select.setString(1, name);
            select.execute();
        }
    }
}
