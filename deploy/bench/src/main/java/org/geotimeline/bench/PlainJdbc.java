package org.geotimeline.bench;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.geotimeline.bench.GeneratedActs.Said;
import org.postgresql.PGConnection;

/**
 * The same rows by plain JDBC, into tables of the same shape with the same indexes: no condition, no hash, positions
 * from a sequence, with gaps and out of the order of commits.
 */
final class PlainJdbc implements AutoCloseable {

    static final String TABLES = """
            create schema plain;
            create table plain.event (like timeline.event including all);
            create sequence plain.position;
            alter table plain.event alter column position set default nextval('plain.position');
            create table plain.tag (like timeline.tag including all) with (fillfactor = 90);
            """;

    private static final String VALUES = """
            event_id, type, version, recorded_at, said_at, tags, metadata, payload, salt, body_hash, leaf)
            values (%s?, ?, ?, clock_timestamp(), ?, ?, ?, ?, ?, ?, ?)""";
    private static final String EVENT = "insert into plain.event (" + VALUES.formatted("") + " returning position";
    private static final String PLACED = "insert into plain.event (position, " + VALUES.formatted("?, ");
    private static final String TAG = "insert into plain.tag (tag, position, type) values (?, ?, ?)";
    private static final String RESERVED = "select nextval('plain.position') from generate_series(1, ?)";

    private final Connection connection;
    private final PreparedStatement event;
    private final PreparedStatement placed;
    private final PreparedStatement tag;

    PlainJdbc(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        this.event = connection.prepareStatement(EVENT);
        this.placed = connection.prepareStatement(PLACED);
        this.tag = connection.prepareStatement(TAG);
    }

    /** One event and its tags, in one commit. */
    void insert(Said said) throws SQLException {
        bind(event, 1, said);
        long position;
        try (ResultSet row = event.executeQuery()) {
            row.next();
            position = row.getLong(1);
        }
        tags(said, position);
        tag.executeBatch();
        connection.commit();
    }

    /** Many events and their tags in one commit, by batches that the driver turns into inserts of many rows. */
    void insert(List<Said> many) throws SQLException {
        long[] positions = reserve(many.size());
        for (int i = 0; i < positions.length; i++) {
            placed.setLong(1, positions[i]);
            bind(placed, 2, many.get(i));
            placed.addBatch();
            tags(many.get(i), positions[i]);
        }
        placed.executeBatch();
        tag.executeBatch();
        connection.commit();
    }

    /** Many events and their tags by COPY, in one commit. */
    void copy(List<Said> many) throws SQLException, IOException {
        long[] positions = reserve(many.size());
        HexFormat hex = HexFormat.of();
        String now = Instant.now().toString();
        var events = new StringBuilder(many.size() * 2_048);
        var tags = new StringBuilder(many.size() * 256);
        for (int i = 0; i < positions.length; i++) {
            Said said = many.get(i);
            events.append(positions[i]).append('\t').append(said.event()).append('\t');
            events.append(GeneratedActs.TYPE)
                    .append('\t')
                    .append(GeneratedActs.VERSION)
                    .append('\t');
            events.append(now).append('\t').append(said.at()).append("\t{");
            events.append(String.join(",", said.tags())).append('}');
            for (byte[] bytes : List.of(said.metadata(), said.payload(), random(16), random(32), random(32))) {
                events.append("\t\\\\x");
                hex.formatHex(events, bytes);
            }
            events.append('\n');
            for (String text : said.tags()) {
                tags.append(text).append('\t').append(positions[i]).append('\t');
                tags.append(GeneratedActs.TYPE).append('\n');
            }
        }
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        copy.copyIn("""
                copy plain.event (position, event_id, type, version, recorded_at, said_at, tags, metadata, payload, salt,
                    body_hash, leaf) from stdin""", new StringReader(events.toString()));
        copy.copyIn("copy plain.tag (tag, position, type) from stdin", new StringReader(tags.toString()));
        connection.commit();
    }

    private long[] reserve(int many) throws SQLException {
        try (PreparedStatement reserve = connection.prepareStatement(RESERVED)) {
            reserve.setInt(1, many);
            long[] positions = new long[many];
            try (ResultSet rows = reserve.executeQuery()) {
                for (int i = 0; rows.next(); i++) {
                    positions[i] = rows.getLong(1);
                }
            }
            return positions;
        }
    }

    private void bind(PreparedStatement insert, int from, Said said) throws SQLException {
        int at = from;
        insert.setObject(at++, said.event());
        insert.setString(at++, GeneratedActs.TYPE);
        insert.setString(at++, GeneratedActs.VERSION);
        insert.setObject(at++, said.at().atOffset(ZoneOffset.UTC));
        insert.setArray(at++, connection.createArrayOf("text", said.tags().toArray()));
        insert.setBytes(at++, said.metadata());
        insert.setBytes(at++, said.payload());
        insert.setBytes(at++, random(16));
        insert.setBytes(at++, random(32));
        insert.setBytes(at, random(32));
    }

    private void tags(Said said, long position) throws SQLException {
        for (String text : said.tags()) {
            tag.setString(1, text);
            tag.setLong(2, position);
            tag.setString(3, GeneratedActs.TYPE);
            tag.addBatch();
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return random;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
