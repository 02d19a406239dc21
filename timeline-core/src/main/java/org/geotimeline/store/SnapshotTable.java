package org.geotimeline.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.geotimeline.ledger.Hashes;
import org.geotimeline.store.sql.Sql;

/**
 * The table of the snapshots of long histories. The table is no part of the ledger: readers must check the program version and the
 * footing of a row. If a row is wrong, the ledger still has everything.
 */
public final class SnapshotTable {

    /** Number of rows that are kept; the least recently written go first. */
    static final int MAX_ROWS = 200;

    private final Sql sql;

    public SnapshotTable(DataSource source) {
        this.sql = new Sql(source, UnreadableLedger::new);
    }

    /**
     * One snapshot.
     *
     * @param questions the event queries, as text
     * @param version the version of the program that folded the events
     * @param position the position of the last event
     * @param leaf the leaf of that event, in hexadecimal
     * @param erased the number of erased events in the ledger before the read began
     * @param events the number of events read
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes
    public record Row(
            String questions,
            String version,
            long position,
            String leaf,
            long erased,
            long events,
            String state,
            byte[] digest) {

        public static Row of(
                String questions, String version, long position, String leaf, long erased, long events, String state) {
            byte[] digest = digest(questions, version, position, leaf, erased, events, state);
            return new Row(questions, version, position, leaf, erased, events, state, digest);
        }

        /** Whether the row is as it was written. */
        public boolean isWhole() {
            return MessageDigest.isEqual(digest, digest(questions, version, position, leaf, erased, events, state));
        }

        private static byte[] digest(Object... of) {
            MessageDigest sha256 = Hashes.sha256Digest();
            for (Object part : of) {
                byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
                sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                sha256.update(bytes);
            }
            return sha256.digest();
        }
    }

    private static final String COLUMNS = "questions, version, position, leaf, erased, events, state, digest";

    private static final String KEY = "sha256(convert_to(?, 'UTF8'))";

    private static final String FIND =
            "select %s from timeline.kept_reading where key = %s and questions = ?".formatted(COLUMNS, KEY);

    /** @throws UnreadableLedger if the database does not answer */
    public Optional<Row> find(String questions) {
        return rows(FIND, questions, questions).stream().findFirst();
    }

    private static final String ALL =
            "select %s from timeline.kept_reading order by checked_at nulls first, key".formatted(COLUMNS);

    /** All rows, the least recently checked first. */
    public List<Row> all() {
        return rows(ALL);
    }

    private List<Row> rows(String query, Object... values) {
        return sql.with(connection -> rows(connection, query, values));
    }

    private static List<Row> rows(Connection connection, String query, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            Rows.bind(select, values);
            var rows = new ArrayList<Row>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getString(4),
                            row.getLong(5),
                            row.getLong(6),
                            row.getString(7),
                            row.getBytes(8)));
                }
            }
            return rows;
        }
    }

    /** An erasure takes a stronger lock, and deletes all rows; a reader that started earlier notices the changed count. */
    private static final String LOCK = "lock table timeline.kept_reading in row exclusive mode";

    private static final String PUT = """
            insert into timeline.kept_reading as k (key, %s)
            select %s, ?, ?, ?, ?, ?, ?, ?, ?
            where (select count(*) from timeline.event where salt = '') = ?
            on conflict (key) do update set questions = excluded.questions, version = excluded.version,
                position = excluded.position, leaf = excluded.leaf, erased = excluded.erased, events = excluded.events,
                state = excluded.state, digest = excluded.digest, written_at = now(), checked_at = null
            where excluded.version <> k.version or excluded.position > k.position""".formatted(COLUMNS, KEY);

    private static final String TRIM = """
            delete from timeline.kept_reading where key in (
                select key from timeline.kept_reading order by written_at desc, key offset %d)""".formatted(MAX_ROWS);

    /**
     * Replaces an older snapshot; writes nothing if an event was erased since the read.
     *
     * @throws UnreadableLedger if the database does not answer
     */
    public void put(Row row) {
        sql.inTransaction(connection -> {
            try (Statement lock = connection.createStatement()) {
                lock.execute(LOCK);
            }
            change(
                    connection,
                    PUT,
                    row.questions(),
                    row.questions(),
                    row.version(),
                    row.position(),
                    row.leaf(),
                    row.erased(),
                    row.events(),
                    row.state(),
                    row.digest(),
                    row.erased());
            return change(connection, TRIM);
        });
    }

    private static final String CHECKED = "update timeline.kept_reading set checked_at = now() where key = " + KEY;

    /** Notes that a snapshot was compared with the ledger and agrees. */
    public void checked(String questions) {
        change(CHECKED, questions);
    }

    private static final String DROP = "delete from timeline.kept_reading where key = " + KEY;

    public void drop(String questions) {
        change(DROP, questions);
    }

    private void change(String statement, Object... values) {
        sql.with(connection -> change(connection, statement, values));
    }

    private static int change(Connection connection, String statement, Object... values) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(statement)) {
            Rows.bind(change, values);
            return change.executeUpdate();
        }
    }
}
