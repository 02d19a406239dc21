package org.geotimeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of the ledger for operators.
 *
 * @param position the position of the last event; 0 if there is none
 * @param recordedAt the recorded time of the last event; 1970 if there is none
 * @param database the version of PostgreSQL
 * @param bytes the size of events and tags with their indexes
 * @param databaseBytes the size of the whole database
 * @param ages the time since events at some positions were recorded, by the clock of the database
 */
public record LedgerStatus(
        long position, Instant recordedAt, String database, long bytes, long databaseBytes, Map<Long, Duration> ages) {

    private static final String READ = """
            select position, recorded_at, current_setting('server_version'),
                pg_total_relation_size('timeline.event') + pg_total_relation_size('timeline.tag'),
                pg_database_size(current_database())
            from timeline.head""";

    static LedgerStatus read(Connection connection, Collection<Long> positions) throws SQLException {
        Map<Long, Duration> ages = ages(connection, positions);
        try (PreparedStatement select = connection.prepareStatement(READ);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new LedgerStatus(
                    row.getLong(1),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    ages);
        }
    }

    /** The recorded times of a group may lie a few microseconds ahead of the clock. */
    private static final String AGES = """
            select position, greatest(0, extract(epoch from clock_timestamp() - recorded_at) * 1000000)::bigint
            from timeline.event where position = any (?)""";

    private static Map<Long, Duration> ages(Connection connection, Collection<Long> positions) throws SQLException {
        var ages = new TreeMap<Long, Duration>();
        if (positions.isEmpty()) {
            return ages;
        }
        try (PreparedStatement select = connection.prepareStatement(AGES)) {
            Rows.bind(select, (Object) positions.toArray(Long[]::new));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ages.put(row.getLong(1), Duration.of(row.getLong(2), ChronoUnit.MICROS));
                }
            }
        }
        return ages;
    }
}
