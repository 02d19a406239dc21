package org.geotimeline.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.geotimeline.imports.snapshot.OnList;
import org.geotimeline.store.sql.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The imports on file, and their rejects. */
@Component
class ImportTable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int FETCH_ROWS = 500;
    private static final String FAILURE = "the table of imports cannot be used";

    private final DataSource dataSource;
    private final Sql sql;

    ImportTable(DataSource dataSource) {
        this.dataSource = dataSource;
        this.sql = new Sql(dataSource, FAILURE);
    }

    // ---------------------------------------------------------------------------------------------------- imports

    private static final String INSERT = """
        insert into imports.import (id, format, mode, state, bytes, share, force, received_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)\
        """;

    void add(Import one) {
        sql.with(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                set(
                        insert,
                        one.id(),
                        one.format(),
                        one.mode().toString(),
                        one.progress().state().toString(),
                        one.bytes(),
                        one.share(),
                        one.force(),
                        utc(one.receivedAt()));
                return insert.executeUpdate();
            }
        });
    }

    /** Writes the progress of an import, and the rejects since it was last written. */
    void update(Import one, List<Reject> rejects) {
        sql.inTransaction(connection -> {
            updateProgress(connection, one);
            insertRejects(connection, one.id(), one.progress().rejects() - rejects.size(), rejects);
            return null;
        });
    }

    private static final String UPDATE = """
        update imports.import set state = ?, reason = ?, day = ?, records = ?, handled = ?, acts = ?,
            nothing_new = ?, rejects = ?, lists = ?::jsonb, started_at = ?, finished_at = ?
        where id = ?\
        """;

    private static void updateProgress(Connection connection, Import one) throws SQLException {
        ImportProgress progress = one.progress();
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            set(
                    update,
                    progress.state().toString(),
                    progress.reason(),
                    progress.day(),
                    progress.records(),
                    progress.handled(),
                    progress.acts(),
                    progress.nothingNew(),
                    progress.rejects(),
                    JSON.writeValueAsString(progress.lists()),
                    utc(progress.startedAt()),
                    utc(progress.finishedAt()),
                    one.id());
            update.executeUpdate();
        }
    }

    Optional<Import> get(String id) {
        return select("where id = ?", id).stream().findFirst();
    }

    /** Newest first. */
    List<Import> newest(@Nullable String before, int limit) {
        return before == null
                ? select("order by id desc limit ?", limit)
                : select("where id < ? order by id desc limit ?", before, limit);
    }

    /** The imports that are not over according to the table. */
    List<Import> open() {
        return select("where state in ('queued', 'running') order by id");
    }

    private List<Import> select(String where, Object... values) {
        return sql.with(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select * from imports.import " + where)) {
                set(select, values);
                var found = new ArrayList<Import>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(read(row));
                    }
                }
                return found;
            }
        });
    }

    private static Import read(ResultSet row) throws SQLException {
        return new Import(
                row.getString("id"),
                row.getString("format"),
                word(Import.Mode.values(), row.getString("mode")),
                row.getLong("bytes"),
                row.getDouble("share"),
                row.getBoolean("force"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                readProgress(row));
    }

    private static ImportProgress readProgress(ResultSet row) throws SQLException {
        return new ImportProgress(
                word(ImportProgress.State.values(), row.getString("state")),
                row.getString("reason"),
                row.getObject("day", LocalDate.class),
                row.getLong("records"),
                row.getLong("handled"),
                row.getLong("acts"),
                row.getLong("nothing_new"),
                row.getLong("rejects"),
                JSON.readValue(row.getString("lists"), new TypeReference<List<OnList>>() {}),
                instant(row, "started_at"),
                instant(row, "finished_at"));
    }

    private static <E extends Enum<E>> E word(E[] all, String text) {
        for (E one : all) {
            if (one.toString().equals(text)) {
                return one;
            }
        }
        throw new IllegalStateException("the table of imports says '%s'".formatted(text));
    }

    private static final String DAYS = """
        select distinct day from imports.import
        where format = ? and state = 'done' and mode = 'commit' and day is not null\
        """;

    /** The days of the snapshots of a format that were completely recorded. */
    NavigableSet<LocalDate> days(String format) {
        return sql.with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(DAYS)) {
                set(select, format);
                var days = new TreeSet<LocalDate>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        days.add(row.getObject(1, LocalDate.class));
                    }
                }
                return days;
            }
        });
    }

    // ---------------------------------------------------------------------------------------------------- rejects

    private static final String REJECT = "insert into imports.reject values (?, ?, ?, ?, ?, ?)";

    /** @param before the number of rejects that are on file */
    private static void insertRejects(Connection connection, String id, long before, List<Reject> rejects)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(REJECT)) {
            long number = before;
            for (Reject reject : rejects) {
                set(
                        insert,
                        id,
                        ++number,
                        reject.line(),
                        stored(reject.column()),
                        stored(reject.reason()),
                        stored(reject.original()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** PostgreSQL stores no NUL in a text. */
    private static String stored(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static final String REJECTS =
            "select line, \"column\", reason, original from imports.reject where import = ? order by n";

    /** Passes each reject to the reader, in the order of their numbers. */
    void rejects(String id, Consumer<Reject> reader) {
        sql.withCursor(connection -> {
            try (PreparedStatement select = connection.prepareStatement(REJECTS)) {
                select.setFetchSize(FETCH_ROWS);
                set(select, id);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        reader.accept(new Reject(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)));
                    }
                }
                return null;
            }
        });
    }

    // ------------------------------------------------------------------------------------------- one at a time

    /** The right to import a format. PostgreSQL releases it when its connection is lost. */
    interface Lock extends AutoCloseable {
        @Override
        void close();
    }

    private static final String TRY_LOCK = "select pg_try_advisory_lock(hashtext('timeline-import'), hashtext(?))";
    private static final String UNLOCK = "select pg_advisory_unlock(hashtext('timeline-import'), hashtext(?))";

    /** Returns the lock of a format; empty if another import of the format is running on any node. */
    Optional<Lock> lock(String format) {
        try {
            Connection connection = dataSource.getConnection();
            try {
                if (tryLock(connection, format)) {
                    return Optional.of(() -> unlock(connection, format));
                }
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(FAILURE, e);
        }
    }

    private static boolean tryLock(Connection connection, String format) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(TRY_LOCK)) {
            set(lock, format);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void unlock(Connection connection, String format) {
        try (connection;
                PreparedStatement unlock = connection.prepareStatement(UNLOCK)) {
            set(unlock, format);
            unlock.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(FAILURE, e);
        }
    }

    // ----------------------------------------------------------------------------------------------------- values

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
