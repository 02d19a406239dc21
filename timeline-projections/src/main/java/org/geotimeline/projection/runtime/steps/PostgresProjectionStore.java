package org.geotimeline.projection.runtime.steps;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.spi.SideTable;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one projection within one transaction. Rows are gathered and sent by {@code COPY}, those of side tables in one
 * statement a table, at the latest before they are read.
 *
 * <p>Many rows are sent by another thread while the next events are folded; that thread has the connection until then. For one
 * thread; after {@code close} only the caller has the connection.
 */
public final class PostgresProjectionStore implements ProjectionStore, AutoCloseable {

    private static final int MAX_GATHERED_CHARS = 1_000_000;
    private static final long MAX_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Tables tables;
    private final Connection connection;
    private final TextRows timelines;
    private final TextRows links;
    private final TextRows cells;
    private final TextRows steps;
    private Map<SideTable, Map<List<String>, List<String>>> kept = new LinkedHashMap<>();
    private int keptLength;
    private final Set<ActId> gatheredActs = new HashSet<>();
    private final Set<Timeline> gatheredTimelines = new HashSet<>();
    private long lastHeard = System.nanoTime();
    private @Nullable CompletableFuture<Void> underway;

    public PostgresProjectionStore(Tables tables, Connection connection) {
        this.tables = tables;
        this.connection = connection;
        String keys = tables.columns("");
        this.timelines = new TextRows(tables.timeline(), keys + ", position");
        this.links = new TextRows(tables.link(), keys + ", act_id, position");
        this.cells = new TextRows(tables.cell(), keys + ", cell");
        this.steps = new TextRows(tables.step(), keys + ", cell, valid_from, known_at, position, since, answer");
    }

    @Override
    public Connection connection() throws SQLException {
        sendKept();
        return settled();
    }

    @Override
    public void begin(Timeline timeline, long position) {
        timelines.add(timeline.values(), Long.toString(position));
    }

    @Override
    public void link(Timeline timeline, ActId act, long position) {
        links.add(timeline.values(), act.text(), Long.toString(position));
        gatheredActs.add(act);
        gatheredTimelines.add(timeline);
    }

    @Override
    public void opened(Timeline timeline, String cell) {
        cells.add(timeline.values(), cell);
    }

    @Override
    public void append(Timeline timeline, String cell, Steps.Row row) throws SQLException {
        var answer = row.held().answer();
        gatheredTimelines.add(timeline);
        steps.add(
                timeline.values(),
                cell,
                date(row.day()),
                row.known().toString(),
                Long.toString(row.position()),
                date(row.held().since()),
                answer == null ? null : Json.text(answer));
        sendMany();
    }

    @Override
    public void keep(SideTable table, List<String> row) throws SQLException {
        kept.computeIfAbsent(table, t -> new LinkedHashMap<>()).put(table.key(row), row);
        row.forEach(value -> keptLength += value.length());
        sendMany();
    }

    private void sendMany() throws SQLException {
        if (steps.length() + links.length() + keptLength >= MAX_GATHERED_CHARS) {
            sendBeside();
        }
    }

    private static String date(LocalDate day) {
        if (day.equals(LocalDate.MIN)) {
            return "-infinity";
        }
        return day.equals(LocalDate.MAX) ? "infinity" : day.toString();
    }

    @Override
    public void stillAtWork() throws SQLException {
        boolean sending = underway != null && !underway.isDone();
        if (!sending && System.nanoTime() - lastHeard > MAX_SILENCE_NANOS) {
            try (Statement sign = settled().createStatement()) {
                sign.execute("select 1");
            }
            lastHeard = System.nanoTime();
        }
    }

    /** Rows to be written at once. */
    private record Gathered(List<TextRows.Sent> rows, Map<SideTable, Map<List<String>, List<String>>> kept) {

        void write(Connection connection) throws SQLException {
            for (TextRows.Sent each : rows) {
                each.copy(connection);
            }
            insert(connection, kept);
        }
    }

    private Gathered taken() {
        var rows = List.of(timelines.take(), links.take(), cells.take(), steps.take());
        var gathered = new Gathered(rows, kept);
        kept = new LinkedHashMap<>();
        keptLength = 0;
        gatheredActs.clear();
        gatheredTimelines.clear();
        return gathered;
    }

    /** Sends the gathered rows; all rows are in the tables when this returns. */
    public void send() throws SQLException {
        settled();
        taken().write(connection);
        lastHeard = System.nanoTime();
    }

    private void sendBeside() throws SQLException {
        settled();
        Gathered gathered = taken();
        underway = CompletableFuture.runAsync(
                () -> {
                    try {
                        gathered.write(connection);
                    } catch (SQLException e) {
                        throw new CompletionException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    /** The connection, once all rows on their way have arrived. A failure of those is not the fault of the current act. */
    private Connection settled() throws SQLException {
        CompletableFuture<Void> sent = underway;
        if (sent != null) {
            Throwable failure = sent.handle((none, thrown) -> thrown).join();
            underway = null;
            lastHeard = System.nanoTime();
            if (failure != null) {
                throw refused(failure);
            }
        }
        return connection;
    }

    private static SQLException refused(Throwable failure) {
        return failure.getCause() instanceof SQLException refused
                ? refused
                : new SQLException("the gathered rows cannot be sent", failure);
    }

    /** Waits for the rows on their way, even if they fail. */
    @Override
    public void close() {
        if (underway != null) {
            underway.exceptionally(failure -> null).join();
        }
    }

    private void sendWhere(boolean needed) throws SQLException {
        if (needed) {
            send();
        }
    }

    private void sendKept() throws SQLException {
        if (!kept.isEmpty()) {
            insert(settled(), kept);
            kept.clear();
            keptLength = 0;
        }
    }

    private static void insert(Connection connection, Map<SideTable, Map<List<String>, List<String>>> kept)
            throws SQLException {
        for (var of : kept.entrySet()) {
            try (PreparedStatement insert = connection.prepareStatement(SideTableSql.insert(of.getKey()))) {
                for (int i = 0; i < of.getKey().columns().size(); i++) {
                    int column = i;
                    Object[] values = of.getValue().values().stream()
                            .map(row -> row.get(column))
                            .toArray(String[]::new);
                    insert.setArray(i + 1, connection.createArrayOf("text", values));
                }
                insert.executeUpdate();
            }
        }
    }

    @Override
    public Set<List<String>> kept(SideTable table, String first) throws SQLException {
        sendKept();
        int columns = table.columns().size();
        var rows = new LinkedHashSet<List<String>>();
        try (PreparedStatement select = settled().prepareStatement(SideTableSql.select(table))) {
            select.setString(1, first);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(timeline(found, 0, columns).values());
                }
            }
        }
        return rows;
    }

    @Override
    public Set<Timeline> linkedTo(ActId act) throws SQLException {
        sendWhere(gatheredActs.contains(act));
        return timelines("select %s from %s where act_id = ?".formatted(tables.columns(""), tables.link()), act.text());
    }

    @Override
    public Set<Timeline> timelines(int key, String value) throws SQLException {
        sendWhere(timelines.length() > 0);
        String keys = tables.columns("");
        String column = Tables.quoted(tables.keys().get(key));
        return timelines(
                "select %s from %s where %s = ? order by %s".formatted(keys, tables.timeline(), column, keys), value);
    }

    private Set<Timeline> timelines(String sql, String value) throws SQLException {
        var timelines = new LinkedHashSet<Timeline>();
        try (PreparedStatement select = settled().prepareStatement(sql)) {
            select.setString(1, value);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    timelines.add(timeline(rows, 0, tables.keys().size()));
                }
            }
        }
        return timelines;
    }

    /** @param after the number of columns before the key columns */
    public static Timeline timeline(ResultSet rows, int after, int keys) throws SQLException {
        var values = new ArrayList<String>(keys);
        for (int i = 1; i <= keys; i++) {
            values.add(rows.getString(after + i));
        }
        return new Timeline(values);
    }

    public static int bind(PreparedStatement statement, int first, Timeline timeline) throws SQLException {
        int index = first;
        for (String value : timeline.values()) {
            statement.setString(index++, value);
        }
        return index;
    }

    @Override
    public Set<ActId> acts(Timeline timeline) throws SQLException {
        return links(timeline).keySet();
    }

    @Override
    public Map<ActId, Long> links(Timeline timeline) throws SQLException {
        sendWhere(gatheredTimelines.contains(timeline));
        var links = new LinkedHashMap<ActId, Long>();
        String sql = "select act_id, position from %s where %s order by position, act_id"
                .formatted(tables.link(), tables.given());
        try (PreparedStatement select = settled().prepareStatement(sql)) {
            bind(select, 1, timeline);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    links.put(new ActId(rows.getString(1)), rows.getLong(2));
                }
            }
        }
        return links;
    }

    @Override
    public void rows(Timeline timeline, BiConsumer<String, Steps.Row> each) throws SQLException {
        sendWhere(gatheredTimelines.contains(timeline));
        String sql = """
            select cell, valid_from, known_at, position, since, answer from %s where %s order by known_at, position
            """.formatted(tables.step(), tables.given());
        try (PreparedStatement select = settled().prepareStatement(sql)) {
            bind(select, 1, timeline);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Instant known = rows.getObject(3, OffsetDateTime.class).toInstant();
                    String answer = rows.getString(6);
                    var held = new AnswerSince(
                            answer == null ? null : Json.read(answer), rows.getObject(5, LocalDate.class));
                    var row = new Steps.Row(rows.getObject(2, LocalDate.class), known, rows.getLong(4), held);
                    each.accept(rows.getString(1), row);
                }
            }
        }
    }
}
