package org.geotimeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one statement that writes events: it moves the head, and writes the events with their leaves and tags. */
final class AppendStatement {

    /** If the head is not where this node left it, the statement writes nothing and returns no row. */
    private static final String APPEND = """
            with h as (
                update timeline.head
                set position = ? + ?,
                    recorded_at = greatest(clock_timestamp(), recorded_at + interval '1 microsecond')
                        + (? - 1) * interval '1 microsecond'
                where position = ? and recorded_at = ?
                returning recorded_at as last, recorded_at - (? - 1) * interval '1 microsecond' as first
            ), e as (
                insert into timeline.event (position, event_id, type, version, recorded_at, said_at, tags, metadata,
                    payload, salt, body_hash, leaf)
                select ? + u.n, u.id, u.type, u.version, t.at, u.said, u.tags::text[], u.metadata, u.payload, u.salt, u.hash,
                    sha256('\\x00'::bytea || int8send((extract(epoch from t.at) * 1000000)::int8) || u.hash)
                from h, unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[],
                    ?::bytea[]) with ordinality as u (id, type, version, said, tags, metadata, payload, salt, hash, n),
                    lateral (select h.first + (u.n - 1) * interval '1 microsecond' as at) t
                returning position, type, tags
            ), g as (
                insert into timeline.tag (tag, position, type)
                select unnest(e.tags), e.position, e.type from e
            )
            select h.last from h""";

    private AppendStatement() {}

    /**
     * Writes the events of some appends after the head.
     *
     * @return the new head; null if another node has moved the head, and nothing was written
     */
    static @Nullable Head run(Connection connection, Head head, List<Append> appends) throws SQLException {
        List<Append.Row> rows =
                appends.stream().flatMap(append -> append.rows().stream()).toList();
        int count = rows.size();
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            Rows.bind(
                    insert,
                    head.position(),
                    count,
                    count,
                    head.position(),
                    head.recordedAt(),
                    count,
                    head.position(),
                    rows.stream().map(Append.Row::id).toArray(UUID[]::new),
                    rows.stream().map(Append.Row::type).toArray(String[]::new),
                    rows.stream().map(Append.Row::version).toArray(String[]::new),
                    rows.stream()
                            .map(row -> row.saidAt().atOffset(ZoneOffset.UTC).toString())
                            .toArray(String[]::new),
                    rows.stream().map(row -> arrayLiteral(row.tags())).toArray(String[]::new),
                    rows.stream().map(Append.Row::metadata).toArray(byte[][]::new),
                    rows.stream().map(Append.Row::payload).toArray(byte[][]::new),
                    rows.stream().map(Append.Row::salt).toArray(byte[][]::new),
                    rows.stream().map(Append.Row::bodyHash).toArray(byte[][]::new));
            try (ResultSet row = insert.executeQuery()) {
                return row.next() ? new Head(head.position() + count, row.getObject(1, OffsetDateTime.class)) : null;
            }
        }
    }

    /** An array of texts as PostgreSQL writes it. */
    private static String arrayLiteral(List<String> texts) {
        var out = new StringBuilder("{");
        for (String text : texts) {
            out.append(out.length() > 1 ? "," : "")
                    .append('"')
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return out.append('}').toString();
    }
}
