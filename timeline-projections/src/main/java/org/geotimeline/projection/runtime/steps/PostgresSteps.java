package org.geotimeline.projection.runtime.steps;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.NotApplied;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.spi.Timeline;
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

    /** Maximum number of rows of steps that one question over time reads. */
    static final int MOST = 100_000;

    /** Maximum number of words of one field. */
    static final int MOST_WORDS = 20_000;

    /** And for so long they are looked for. */
    static final int SECONDS_FOR_WORDS = 3;

    /** What PostgreSQL says of a statement that ran out of its time. */
    private static final String CANCELLED = "57014";

    private final Tables tables;
    private final DataSource source;

    /** @param keys the names of the projection's key columns */
    public PostgresSteps(String projection, List<String> keys, DataSource source) {
        this.tables = new Tables(projection, keys);
        this.source = source;
    }

    @Override
    public String name() {
        return tables.name();
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
            int at = PostgresProjectionStore.bind(select, 1, checked(timeline));
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
    public List<Step> slice(Map<String, String> keys, Cells cells, AsOf asOf) {
        Wanted wanted = wanted(keys, cells);
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
                        wanted.sql());
        return ask(sql, select -> {
            int at = wanted.bind(select, bind(select, 1, asOf));
            select.setString(at, tables.name());
            try (ResultSet rows = select.executeQuery()) {
                return steps(rows, asOf.position());
            }
        });
    }

    /** The cells that a question wants, as a condition on {@code c} and the values that it binds. */
    private record Wanted(String sql, List<Object> values) {

        int bind(PreparedStatement select, int first) throws SQLException {
            int at = first;
            for (Object value : values) {
                if (value instanceof String[] names) {
                    select.setArray(at++, select.getConnection().createArrayOf("text", names));
                } else {
                    select.setString(at++, value.toString());
                }
            }
            return at;
        }
    }

    private Wanted wanted(Map<String, String> keys, Cells cells) {
        var sql = new StringBuilder();
        var values = new ArrayList<Object>();
        keys.forEach((key, value) -> {
            if (!tables.keys().contains(key)) {
                throw new IllegalArgumentException(
                        "%s has no key '%s' but %s".formatted(tables.name(), key, tables.keys()));
            }
            sql.append(" and c.").append(Tables.quoted(key)).append(" = ?");
            values.add(value);
        });
        if (!cells.names().isEmpty()) {
            sql.append(" and c.cell = any(?)");
            values.add(cells.names().toArray(String[]::new));
        }
        if (!cells.prefix().isEmpty()) {
            sql.append(" and starts_with(c.cell, ?)");
            values.add(cells.prefix());
        }
        return new Wanted(sql.toString(), values);
    }

    @Override
    public List<Interval> over(Map<String, String> keys, Cells cells, Instant knownAt, long position) {
        Wanted wanted = wanted(keys, cells);
        String sql = """
            select t.position, s.valid_from, s.since, s.answer, s.cell, %1$s
            from projection.token t left join lateral (
                select %2$s, c.cell, p.valid_from, p.since, p.answer from %3$s c cross join lateral (
                    select distinct on (valid_from) valid_from, since, answer from %4$s s
                    where %5$s and s.cell = c.cell and known_at <= ? and position <= ?
                    order by valid_from desc, known_at desc, position desc) p
                where true%6$s limit %7$d) s on true
            where t.name = ? order by %1$s, s.cell, s.valid_from
            """.formatted(
                        tables.columns("s."),
                        tables.columns("c."),
                        tables.cell(),
                        tables.step(),
                        tables.same("s", "c"),
                        wanted.sql(),
                        MOST + 1);
        return ask(sql, select -> {
            select.setObject(1, instant(knownAt));
            select.setLong(2, position);
            select.setString(wanted.bind(select, 3), tables.name());
            try (ResultSet rows = select.executeQuery()) {
                return intervals(rows, position);
            }
        });
    }

    @Override
    public List<Interval> intervals(Timeline timeline, String cell, Instant knownAt, long position) {
        var keys = new LinkedHashMap<String, String>();
        for (int i = 0; i < tables.keys().size(); i++) {
            keys.put(tables.keys().get(i), checked(timeline).value(i));
        }
        return over(keys, Cells.named(List.of(cell)), knownAt, position);
    }

    /** Reads rows in order of timelines, cells and days. */
    private List<Interval> intervals(ResultSet rows, long position) throws SQLException {
        var intervals = new ArrayList<Interval>();
        AnswerSince before = AnswerSince.NOTHING;
        Timeline timeline = null;
        String cell = "";
        int many = 0;
        boolean more = applied(rows, 1, position);
        while (more && rows.getObject(2) != null) {
            narrow(++many);
            Timeline own =
                    PostgresProjectionStore.timeline(rows, 5, tables.keys().size());
            if (!own.equals(timeline) || !cell.equals(rows.getString(5))) {
                add(intervals, timeline, cell, before, null);
                timeline = own;
                cell = rows.getString(5);
                before = AnswerSince.NOTHING;
            }
            LocalDate day = rows.getObject(2, LocalDate.class);
            AnswerSince held = new AnswerSince(json(rows.getString(4)), rows.getObject(3, LocalDate.class));
            if (!held.same(before)) {
                add(intervals, timeline, cell, before, day.equals(LocalDate.MIN) ? day : day.minusDays(1));
                before = held;
            }
            more = rows.next();
        }
        add(intervals, timeline, cell, before, null);
        return intervals;
    }

    private static void add(
            List<Interval> intervals,
            @Nullable Timeline timeline,
            String cell,
            AnswerSince held,
            @Nullable LocalDate last) {
        if (timeline != null && held.answer() != null) {
            LocalDate first = held.since().equals(LocalDate.MIN) ? null : held.since();
            intervals.add(new Interval(timeline, cell, first, last, held.answer()));
        }
    }

    @Override
    public List<Learned> learned(Map<String, String> keys, Cells cells, LocalDate validAt, long position) {
        Wanted wanted = wanted(keys, cells);
        String sql = """
            select t.position, s.known_at, s.answer, s.cell, %1$s
            from projection.token t left join lateral (
                select %2$s, c.cell, k.known_at, p.answer from %3$s c cross join lateral (
                    select distinct known_at from %4$s s
                    where %5$s and s.cell = c.cell and valid_from <= ? and position <= ?) k
                cross join lateral (
                    select answer from %4$s s
                    where %5$s and s.cell = c.cell and valid_from <= ? and known_at <= k.known_at and position <= ?
                    order by valid_from desc, known_at desc, position desc limit 1) p
                where true%6$s limit %7$d) s on true
            where t.name = ? order by %1$s, s.cell, s.known_at
            """.formatted(
                        tables.columns("s."),
                        tables.columns("c."),
                        tables.cell(),
                        tables.step(),
                        tables.same("s", "c"),
                        wanted.sql(),
                        MOST + 1);
        return ask(sql, select -> {
            select.setObject(1, validAt);
            select.setLong(2, position);
            select.setObject(3, validAt);
            select.setLong(4, position);
            select.setString(wanted.bind(select, 5), tables.name());
            try (ResultSet rows = select.executeQuery()) {
                return learned(rows, position);
            }
        });
    }

    private List<Learned> learned(ResultSet rows, long position) throws SQLException {
        var learned = new ArrayList<Learned>();
        Learned open = null;
        int many = 0;
        boolean more = applied(rows, 1, position);
        while (more && rows.getObject(2) != null) {
            narrow(++many);
            Timeline timeline =
                    PostgresProjectionStore.timeline(rows, 4, tables.keys().size());
            String cell = rows.getString(4);
            Instant known = rows.getObject(2, OffsetDateTime.class).toInstant();
            JsonNode answer = json(rows.getString(3));
            if (open != null && open.timeline().equals(timeline) && open.cell().equals(cell)) {
                if (Json.same(open.answer(), answer)) {
                    more = rows.next();
                    continue;
                }
                learned.add(new Learned(timeline, cell, open.from(), known, open.answer()));
            } else if (open != null) {
                learned.add(open);
            }
            open = answer == null ? null : new Learned(timeline, cell, known, null, answer);
            more = rows.next();
        }
        if (open != null) {
            learned.add(open);
        }
        return learned;
    }

    @Override
    public Set<ActId> acts(Timeline timeline, long position) {
        String sql = "select act_id from %s where %s and position <= ? order by act_id"
                .formatted(tables.link(), tables.given());
        return ask(sql, select -> {
            select.setLong(PostgresProjectionStore.bind(select, 1, checked(timeline)), position);
            var acts = new LinkedHashSet<ActId>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    acts.add(new ActId(rows.getString(1)));
                }
            }
            return acts;
        });
    }

    @Override
    public Optional<Set<String>> words(String field) {
        String sql = tables.keys().contains(field)
                ? "select distinct %s from %s limit ?".formatted(Tables.quoted(field), tables.timeline())
                : field.equals(CELL)
                        ? "select distinct cell from %s limit ?".formatted(tables.cell())
                        : """
                        select distinct word #>> '{}'
                        from %s, jsonb_path_query(answer, '$.keyvalue() ? (%s).value[*]', silent => true) as word
                        where jsonb_typeof(word) = 'string' limit ?
                        """.formatted(tables.step(), told(field));
        try {
            return distinct(sql);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof SQLException late && CANCELLED.equals(late.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Set<String>> distinct(String sql) {
        return ask(sql, select -> {
            select.setQueryTimeout(SECONDS_FOR_WORDS);
            select.setInt(1, MOST_WORDS + 1);
            var words = new TreeSet<String>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    words.add(rows.getString(1));
                }
            }
            return words.size() > MOST_WORDS ? Optional.empty() : Optional.of(words);
        });
    }

    /** Where a row tells a word: in the field, or among what it may be. */
    private static String told(String field) {
        if (!field.matches("[a-zA-Z]+")) {
            throw new IllegalArgumentException("'%s' is no field of an answer".formatted(field));
        }
        return "@.key == \"%1$s\" || @.key == \"%1$sAlternatives\" || @.key == \"alternatives\"".formatted(field);
    }

    private static void narrow(int rows) {
        if (rows > MOST) {
            throw new BadQuestion(
                    "limit", "this question goes over more than %d rows; narrow it by a parameter".formatted(MOST));
        }
    }

    private List<Step> steps(ResultSet rows, long position) throws SQLException {
        int keys = tables.keys().size();
        var steps = new ArrayList<Step>();
        boolean more = applied(rows, keys + 4, position);
        while (more) {
            JsonNode answer = json(rows.getString(keys + 3));
            if (answer != null) {
                LocalDate since = rows.getObject(keys + 2, LocalDate.class);
                steps.add(new Step(
                        PostgresProjectionStore.timeline(rows, 0, keys), rows.getString(keys + 1), since, answer));
            }
            more = rows.next();
        }
        return steps;
    }

    private Timeline checked(Timeline timeline) {
        return timeline.requireKeys(tables.name(), tables.keys());
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
