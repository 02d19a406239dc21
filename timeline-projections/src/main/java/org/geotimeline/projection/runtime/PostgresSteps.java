package org.geotimeline.projection.runtime;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The steps of one projection in PostgreSQL. Each question is one statement, so it sees the rows of one moment, and it
 * looks at the token in the same moment: a question about a position that is not applied is {@link NotApplied}, never
 * answered from half of the rows.
 */
public final class PostgresSteps implements StepTable {

    /** A question that takes longer is given up. */
    static final int SECONDS_MOST = 10;

    private final Tables tables;
    private final DataSource source;

    /** @param keys the names of the projection's key columns */
    public PostgresSteps(String projection, List<String> keys, DataSource source) {
        this.tables = new Tables(projection, keys);
        this.source = source;
    }

    @Override
    public Optional<Step> at(Timeline timeline, String cell, AsOf asOf) {
        String sql = """
                select t.position, s.since, s.answer from projection.token t left join lateral (
                    select since, answer from %s
                    where %s and cell = ? and valid_from <= ? and known_at <= ? and position <= ?
                    order by valid_from desc, known_at desc, position desc limit 1) s on true
                where t.name = ?
                """.formatted(tables.step(), tables.given());
        return ask(sql, select -> {
            int at = PostgresShelf.bind(select, 1, checked(timeline));
            select.setString(at++, cell);
            at = bind(select, at, asOf);
            select.setString(at, tables.name());
            try (ResultSet rows = select.executeQuery()) {
                boolean token = applied(rows, 1, asOf.position());
                JsonNode answer = token ? json(rows.getString(3)) : null;
                return answer == null
                        ? Optional.empty()
                        : Optional.of(new Step(timeline, cell, rows.getObject(2, LocalDate.class), answer));
            }
        });
    }

    @Override
    public List<Step> slice(Map<String, String> keys, Collection<String> cells, AsOf asOf) {
        for (String key : keys.keySet()) {
            if (!tables.keys().contains(key)) {
                throw new IllegalArgumentException(
                        "%s has no key '%s' but %s".formatted(tables.name(), key, tables.keys()));
            }
        }
        var given = new ArrayList<>(keys.keySet());
        String wanted = given.stream()
                .map(k -> " and c." + Tables.quoted(k) + " = ?")
                .collect(joining("", "", cells.isEmpty() ? "" : " and c.cell = any(?)"));
        String sql = """
                select %1$s, s.cell, s.since, s.answer, t.position from projection.token t left join lateral (
                    select %2$s, c.cell, p.since, p.answer from %3$s c cross join lateral (
                        select since, answer from %4$s s
                        where %5$s and s.cell = c.cell and valid_from <= ? and known_at <= ? and position <= ?
                        order by valid_from desc, known_at desc, position desc limit 1) p
                    where p.answer is not null%6$s) s on true
                where t.name = ? order by %1$s, s.cell
                """.formatted(
                        tables.columns("s."),
                        tables.columns("c."),
                        tables.cell(),
                        tables.step(),
                        tables.same("s", "c"),
                        wanted);
        return ask(sql, select -> {
            int at = bind(select, 1, asOf);
            for (String key : given) {
                select.setString(at++, keys.get(key));
            }
            if (!cells.isEmpty()) {
                select.setArray(at++, select.getConnection().createArrayOf("text", cells.toArray()));
            }
            select.setString(at, tables.name());
            try (ResultSet rows = select.executeQuery()) {
                return steps(rows, asOf.position());
            }
        });
    }

    private List<Step> steps(ResultSet rows, long position) throws SQLException {
        int keys = tables.keys().size();
        var steps = new ArrayList<Step>();
        boolean more = applied(rows, keys + 4, position);
        while (more) {
            JsonNode answer = json(rows.getString(keys + 3));
            if (answer != null) {
                LocalDate since = rows.getObject(keys + 2, LocalDate.class);
                steps.add(new Step(PostgresShelf.timeline(rows, keys), rows.getString(keys + 1), since, answer));
            }
            more = rows.next();
        }
        return steps;
    }

    @Override
    public List<Interval> intervals(Timeline timeline, String cell, Instant knownAt, long position) {
        String sql = """
                select t.position, s.valid_from, s.since, s.answer from projection.token t left join lateral (
                    select distinct on (valid_from) valid_from, since, answer from %s
                    where %s and cell = ? and known_at <= ? and position <= ?
                    order by valid_from desc, known_at desc, position desc) s on true
                where t.name = ? order by s.valid_from
                """.formatted(tables.step(), tables.given());
        return ask(sql, select -> {
            int at = PostgresShelf.bind(select, 1, checked(timeline));
            select.setString(at++, cell);
            select.setObject(at++, instant(knownAt));
            select.setLong(at++, position);
            select.setString(at, tables.name());
            try (ResultSet rows = select.executeQuery()) {
                return intervals(rows, cell, position);
            }
        });
    }

    private List<Interval> intervals(ResultSet rows, String cell, long position) throws SQLException {
        var intervals = new ArrayList<Interval>();
        Held before = Held.NOTHING;
        boolean more = applied(rows, 1, position);
        while (more && rows.getObject(2) != null) {
            LocalDate day = rows.getObject(2, LocalDate.class);
            Held held = new Held(json(rows.getString(4)), rows.getObject(3, LocalDate.class));
            if (!held.same(before)) {
                add(intervals, cell, before, day.equals(LocalDate.MIN) ? day : day.minusDays(1));
                before = held;
            }
            more = rows.next();
        }
        add(intervals, cell, before, null);
        return intervals;
    }

    private static void add(List<Interval> intervals, String cell, Held held, @Nullable LocalDate last) {
        if (held.answer() != null) {
            LocalDate first = held.since().equals(LocalDate.MIN) ? null : held.since();
            intervals.add(new Interval(cell, first, last, held.answer()));
        }
    }

    private Timeline checked(Timeline timeline) {
        if (timeline.values().size() != tables.keys().size()) {
            throw new IllegalArgumentException("%s is no timeline of %s, whose keys are %s"
                    .formatted(timeline.values(), tables.name(), tables.keys()));
        }
        return timeline;
    }

    private static int bind(PreparedStatement select, int first, AsOf asOf) throws SQLException {
        select.setObject(first, asOf.validAt());
        select.setObject(first + 1, instant(asOf.knownAt()));
        select.setLong(first + 2, asOf.position());
        return first + 3;
    }

    /** What lies outside the years that a known time can have means before all, or after all. */
    private static OffsetDateTime instant(Instant at) {
        if (at.isBefore(EARLIEST)) {
            return OffsetDateTime.MIN;
        }
        return at.isAfter(LATEST) ? OffsetDateTime.MAX : at.atOffset(ZoneOffset.UTC);
    }

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : Json.read(text);
    }

    private boolean applied(ResultSet rows, int column, long position) throws SQLException {
        long applied = rows.next() ? rows.getLong(column) : 0;
        if (applied < position) {
            throw new NotApplied(tables.name(), position, applied);
        }
        return !rows.isAfterLast() && rows.getRow() > 0;
    }

    private interface Asking<T> {
        T ask(PreparedStatement select) throws SQLException;
    }

    private <T> T ask(String sql, Asking<T> asking) {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setQueryTimeout(SECONDS_MOST);
            return asking.ask(select);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask " + tables.name(), e);
        }
    }
}
