package org.geotimeline.projection.runtime;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.geotimeline.act.ActId;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one projection within one transaction. What is put is gathered and sent in one statement a table, at the
 * latest before anything is read.
 */
final class PostgresShelf implements Shelf {

    private static final int MOST_GATHERED = 5_000;
    private static final long SILENCE_NANOS_MOST = TimeUnit.SECONDS.toNanos(5);

    private final Tables tables;
    private final Connection connection;
    private final Gathered links;
    private final Gathered cells;
    private final Gathered steps;
    private long lastHeard = System.nanoTime();

    PostgresShelf(Tables tables, Connection connection) {
        this.tables = tables;
        this.connection = connection;
        int keys = tables.keys().size();
        this.links = new Gathered(keys + 2);
        this.cells = new Gathered(keys + 1);
        this.steps = new Gathered(keys + 6);
    }

    /** Rows that wait to be sent, by column. */
    private static final class Gathered {
        private final List<List<@Nullable String>> columns = new ArrayList<>();

        Gathered(int width) {
            for (int i = 0; i < width; i++) {
                columns.add(new ArrayList<>());
            }
        }

        void add(Timeline timeline, @Nullable String... more) {
            int column = 0;
            for (String value : timeline.values()) {
                columns.get(column++).add(value);
            }
            for (String value : more) {
                columns.get(column++).add(value);
            }
        }

        int size() {
            return columns.get(0).size();
        }

        void send(Connection connection, String sql) throws SQLException {
            if (size() > 0) {
                try (PreparedStatement insert = connection.prepareStatement(sql)) {
                    for (int i = 0; i < columns.size(); i++) {
                        Object[] values = columns.get(i).toArray(new String[0]);
                        insert.setArray(i + 1, connection.createArrayOf("text", values));
                    }
                    insert.executeUpdate();
                }
                columns.forEach(List::clear);
            }
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void link(Timeline timeline, ActId act, long position) {
        links.add(timeline, act.text(), Long.toString(position));
    }

    @Override
    public void opened(Timeline timeline, String cell) {
        cells.add(timeline, cell);
    }

    @Override
    public void append(Timeline timeline, String cell, Steps.Row row) throws SQLException {
        var answer = row.held().answer();
        steps.add(
                timeline,
                cell,
                date(row.day()),
                row.known().toString(),
                Long.toString(row.position()),
                date(row.held().since()),
                answer == null ? null : Json.text(answer));
        if (steps.size() >= MOST_GATHERED) {
            send();
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
        if (System.nanoTime() - lastHeard > SILENCE_NANOS_MOST) {
            try (Statement sign = connection.createStatement()) {
                sign.execute("select 1");
            }
            lastHeard = System.nanoTime();
        }
    }

    /** Sends what was gathered. */
    void send() throws SQLException {
        lastHeard = System.nanoTime();
        String keys = tables.columns("");
        links.send(connection, """
                with linked as (
                    insert into %1$s (%3$s, act_id, position)
                    select * from unnest(%4$s, ?::text[], ?::text[]::bigint[]) as g (%3$s, act_id, position)
                    returning %3$s, position)
                insert into %2$s (%3$s, position) select %3$s, min(position) from linked group by %3$s
                on conflict do nothing
                """.formatted(tables.link(), tables.timeline(), keys, tables.arrays()));
        cells.send(connection, """
                insert into %s (%s, cell) select * from unnest(%s, ?::text[])
                """.formatted(tables.cell(), keys, tables.arrays()));
        steps.send(connection, """
                insert into %s (%s, cell, valid_from, known_at, position, since, answer)
                select * from unnest(%s, ?::text[], ?::text[]::date[], ?::text[]::timestamptz[], ?::text[]::bigint[],
                    ?::text[]::date[], ?::text[]::jsonb[])
                """.formatted(tables.step(), keys, tables.arrays()));
    }

    @Override
    public Set<Timeline> linkedTo(ActId act) throws SQLException {
        send();
        return timelines("select %s from %s where act_id = ?".formatted(tables.columns(""), tables.link()), act.text());
    }

    @Override
    public Set<Timeline> timelines(int key, String value) throws SQLException {
        send();
        String keys = tables.columns("");
        String column = Tables.quoted(tables.keys().get(key));
        return timelines(
                "select %s from %s where %s = ? order by %s".formatted(keys, tables.timeline(), column, keys), value);
    }

    private Set<Timeline> timelines(String sql, String value) throws SQLException {
        var timelines = new LinkedHashSet<Timeline>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, value);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    timelines.add(timeline(rows, 0, tables.keys().size()));
                }
            }
        }
        return timelines;
    }

    /** The key columns are those after that one. */
    static Timeline timeline(ResultSet rows, int after, int keys) throws SQLException {
        var values = new ArrayList<String>(keys);
        for (int i = 1; i <= keys; i++) {
            values.add(rows.getString(after + i));
        }
        return new Timeline(values);
    }

    static int bind(PreparedStatement statement, int first, Timeline timeline) throws SQLException {
        int at = first;
        for (String value : timeline.values()) {
            statement.setString(at++, value);
        }
        return at;
    }

    @Override
    public Set<ActId> acts(Timeline timeline) throws SQLException {
        return links(timeline).keySet();
    }

    @Override
    public Map<ActId, Long> links(Timeline timeline) throws SQLException {
        send();
        var links = new LinkedHashMap<ActId, Long>();
        String sql = "select act_id, position from %s where %s order by position, act_id"
                .formatted(tables.link(), tables.given());
        try (PreparedStatement select = connection.prepareStatement(sql)) {
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
        send();
        String sql = """
                select cell, valid_from, known_at, position, since, answer from %s where %s order by known_at, position
                """.formatted(tables.step(), tables.given());
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, 1, timeline);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Instant known = rows.getObject(3, OffsetDateTime.class).toInstant();
                    String answer = rows.getString(6);
                    var held = new Held(answer == null ? null : Json.read(answer), rows.getObject(5, LocalDate.class));
                    var row = new Steps.Row(rows.getObject(2, LocalDate.class), known, rows.getLong(4), held);
                    each.accept(rows.getString(1), row);
                }
            }
        }
    }
}
