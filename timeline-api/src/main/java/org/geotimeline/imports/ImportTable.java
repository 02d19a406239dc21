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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The imports on file, and their rejects. */
@Component
class ImportTable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int FETCH = 500;

    private final DataSource dataSource;

    ImportTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private static final String INSERT = """
            insert into imports.import (id, format, mode, state, bytes, share, force, received_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";

    void add(Import one) {
        with(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                set(
                        insert,
                        one.id(),
                        one.format(),
                        one.mode().toString(),
                        one.state().toString(),
                        one.bytes(),
                        one.share(),
                        one.force(),
                        at(one.receivedAt()));
                return insert.executeUpdate();
            }
        });
    }

    private static final String UPDATE = """
            update imports.import set state = ?, reason = ?, day = ?, records = ?, handled = ?, acts = ?,
                nothing_new = ?, rejects = ?, lists = ?::jsonb, started_at = ?, finished_at = ?
            where id = ?""";
    private static final String REJECT = "insert into imports.reject values (?, ?, ?, ?, ?, ?)";

    /** Writes how far it has come, and the rejects that came since the last time. */
    void update(Import one, List<Reject> rejects) {
        with(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement(UPDATE);
                    PreparedStatement insert = connection.prepareStatement(REJECT)) {
                set(
                        update,
                        one.state().toString(),
                        one.reason(),
                        one.day(),
                        one.records(),
                        one.handled(),
                        one.acts(),
                        one.nothingNew(),
                        one.rejects(),
                        JSON.writeValueAsString(one.lists()),
                        one.startedAt() == null ? null : at(one.startedAt()),
                        one.finishedAt() == null ? null : at(one.finishedAt()),
                        one.id());
                update.executeUpdate();
                long n = one.rejects() - rejects.size();
                for (Reject reject : rejects) {
                    set(
                            insert,
                            one.id(),
                            ++n,
                            reject.line(),
                            stored(reject.column()),
                            stored(reject.reason()),
                            stored(reject.original()));
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                return null;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    /** PostgreSQL holds no NUL in a text. */
    private static String stored(String text) {
        return text.replace('\0', '\uFFFD');
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

    /** Those that are not over, as far as the table knows. */
    List<Import> open() {
        return select("where state in ('queued', 'running') order by id");
    }

    private List<Import> select(String where, Object... values) {
        return with(connection -> {
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
                word(Import.State.values(), row.getString("state")),
                row.getString("reason"),
                row.getObject("day", LocalDate.class),
                row.getLong("bytes"),
                row.getLong("records"),
                row.getLong("handled"),
                row.getLong("acts"),
                row.getLong("nothing_new"),
                row.getLong("rejects"),
                row.getDouble("share"),
                row.getBoolean("force"),
                JSON.readValue(row.getString("lists"), new TypeReference<List<Import.OnList>>() {}),
                instant(row.getObject("received_at", OffsetDateTime.class)),
                maybe(row.getObject("started_at", OffsetDateTime.class)),
                maybe(row.getObject("finished_at", OffsetDateTime.class)),
                null,
                null);
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
            where format = ? and state = 'done' and mode = 'commit' and day is not null""";

    /** The days of the snapshots of a format that were recorded to their end. */
    NavigableSet<LocalDate> days(String format) {
        return with(connection -> {
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

    private static final String REJECTS =
            "select line, \"column\", reason, original from imports.reject where import = ? order by n";

    /** Hands over each reject, in their order. */
    void rejects(String id, Consumer<Reject> reader) {
        with(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement select = connection.prepareStatement(REJECTS)) {
                select.setFetchSize(FETCH);
                set(select, id);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        reader.accept(new Reject(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)));
                    }
                }
                return null;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    // ------------------------------------------------------------------------------------------- one at a time

    /** The right to import a format; it goes with its connection. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** One node imports a format at a time; empty where another does. */
    Optional<Turn> turn(String format) {
        try {
            Connection connection = dataSource.getConnection();
            try (PreparedStatement lock = connection.prepareStatement(
                    "select pg_try_advisory_lock(hashtext('timeline-import'), hashtext(?))")) {
                set(lock, format);
                try (ResultSet row = lock.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return Optional.of(() -> release(connection, format));
                    }
                }
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("the table of imports cannot be used", e);
        }
    }

    private static void release(Connection connection, String format) {
        try (connection;
                PreparedStatement unlock = connection.prepareStatement(
                        "select pg_advisory_unlock(hashtext('timeline-import'), hashtext(?))")) {
            set(unlock, format);
            unlock.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the table of imports cannot be used", e);
        }
    }

    // ------------------------------------------------------------------------------------------------------ sql

    private interface Use<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    private <T extends @Nullable Object> T with(Use<T> use) {
        try (Connection connection = dataSource.getConnection()) {
            return use.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the table of imports cannot be used", e);
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }

    private static @Nullable Instant maybe(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
