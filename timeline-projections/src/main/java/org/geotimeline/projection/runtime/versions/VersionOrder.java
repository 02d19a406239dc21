package org.geotimeline.projection.runtime.versions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order of an operator on a version of a view.
 *
 * @param name the view with its version
 * @param what {@code cancelled, resumed, called-off, rebuilt} or {@code removed}
 * @param position of the last event that the version had applied
 * @param reason the operator's reason; null if none was given
 */
public record VersionOrder(
        Instant at,
        String name,
        String what,
        long position,
        @Nullable String reason) {

    public enum What {
        CANCELLED,
        RESUMED,
        CALLED_OFF,
        REBUILT,
        REMOVED;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Notes the order in the transaction that executes it, under the lock on the version's token. */
    public static void note(Connection connection, String name, What what, @Nullable String reason)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into projection.ordered (name, what, position, reason) values (?, ?, ?, ?)")) {
            insert.setString(1, name);
            insert.setString(2, what.word());
            insert.setLong(3, ActiveVersion.position(connection, name));
            insert.setString(4, reason);
            insert.executeUpdate();
        }
    }

    /** The orders on all versions of a view, the latest first; at most {@code limit}. */
    public static List<VersionOrder> log(Connection connection, String view, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
            select at, name, what, position, reason from projection.ordered
            where regexp_replace(name, '_v[0-9]+$', '') = ? order by at desc limit ?\
            """)) {
            select.setString(1, view);
            select.setInt(2, limit);
            var ordered = new ArrayList<VersionOrder>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ordered.add(new VersionOrder(
                            Objects.requireNonNull(rows.getObject(1, OffsetDateTime.class))
                                    .toInstant(),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getLong(4),
                            rows.getString(5)));
                }
            }
            return ordered;
        }
    }
}
