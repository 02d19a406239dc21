package org.geotimeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Events as rows of the database. */
public final class Rows {

    static final String COLUMNS =
            "e.position, e.event_id, e.type, e.version, e.recorded_at, e.said_at, e.payload, e.metadata, e.tags, e.salt, e.leaf";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final int FETCH = 1_000;

    private Rows() {}

    static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getBytes(7),
                JSON.readValue(row.getBytes(8), TEXTS),
                Arrays.asList((String[]) row.getArray(9).getArray()),
                row.getBytes(10),
                row.getBytes(11));
    }

    public static byte[] metadata(Map<String, String> metadata) {
        return JSON.writeValueAsBytes(new TreeMap<>(metadata));
    }

    /** Runs a select of {@link #COLUMNS}; values are longs, texts, ids or arrays of texts. */
    static List<StoredEvent> select(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(FETCH);
            bind(select, values);
            var events = new ArrayList<StoredEvent>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(event(rows));
                }
            }
            return events;
        }
    }

    public static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case String[] texts ->
                    statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts));
                case Long[] numbers ->
                    statement.setArray(i + 1, statement.getConnection().createArrayOf("int8", numbers));
                case UUID[] ids ->
                    statement.setArray(i + 1, statement.getConnection().createArrayOf("uuid", ids));
                case byte[][] bytes ->
                    statement.setArray(i + 1, statement.getConnection().createArrayOf("bytea", bytes));
                default -> statement.setObject(i + 1, values[i]);
            }
        }
    }

    static long head(Connection connection) throws SQLException {
        return number(connection, "select position from timeline.head");
    }

    /** Runs a select of one number. */
    static long number(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, values);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
