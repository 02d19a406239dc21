package org.geotimeline.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.geotimeline.store.StoredEvent;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The ledger read by one cursor of plain JDBC, in the order of positions. */
final class Cursor {

    private static final int FETCH = 1_000;
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private static final String EVENTS = """
            select e.position, e.event_id, e.type, e.version, e.recorded_at, e.said_at, e.payload, e.metadata, e.tags, e.salt,
                e.leaf
            from timeline.event e""";

    private Cursor() {}

    /** Reads all events, and returns their number. */
    static long all(Ledger ledger, Consumer<StoredEvent> reader) throws SQLException {
        return read(ledger, EVENTS + " order by e.position", reader);
    }

    /** Reads all events after that position, and returns their number. */
    static long after(Ledger ledger, long position, Consumer<StoredEvent> reader) throws SQLException {
        return read(ledger, EVENTS + " where e.position > " + position + " order by e.position", reader);
    }

    /** Reads all events with the tag, and returns their number. */
    static long tagged(Ledger ledger, String tag, Consumer<StoredEvent> reader) throws SQLException {
        return read(
                ledger,
                EVENTS + " join timeline.tag t on t.position = e.position where t.tag = '" + tag
                        + "' order by t.position",
                reader);
    }

    private static long read(Ledger ledger, String sql, Consumer<StoredEvent> reader) throws SQLException {
        try (Connection connection = ledger.connect()) {
            connection.setAutoCommit(false); // otherwise the driver fetches all rows at once
            long read = 0;
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setFetchSize(FETCH);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        reader.accept(event(row));
                        read++;
                    }
                }
            }
            return read;
        }
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getBytes(7),
                JsonMapper.shared().readValue(row.getBytes(8), TEXTS),
                Arrays.asList((String[]) row.getArray(9).getArray()),
                row.getBytes(10),
                row.getBytes(11));
    }
}
