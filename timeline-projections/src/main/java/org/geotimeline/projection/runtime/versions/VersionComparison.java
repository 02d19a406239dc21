package org.geotimeline.projection.runtime.versions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.geotimeline.projection.query.NotApplied;
import org.geotimeline.projection.runtime.steps.AnswerSince;
import org.geotimeline.projection.runtime.steps.Json;
import org.geotimeline.projection.runtime.steps.PostgresProjectionStore;
import org.geotimeline.projection.runtime.steps.Steps;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.runtime.versions.VersionDifference.Corner;
import org.geotimeline.projection.runtime.versions.VersionDifference.Differing;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.store.sql.Sql;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares the answers of two versions of a view, not their rows: equal answers may be stored in different steps. Cells with
 * equal rows are equal. For other cells the answers are compared on each day and at each known time at which one may change.
 */
public final class VersionComparison {

    private static final int MAX_QUERY_SECONDS = 120;

    /** The largest number of pairs of a day and a known time that are compared for one cell. */
    private static final int MAX_CORNERS = 20_000;

    private static final int MAX_EXAMPLES = 3;

    private final Tables tables;
    private final Tables other;

    public VersionComparison(Tables tables, Tables other) {
        if (!tables.keys().equals(other.keys())) {
            throw new VersionRefused("%s has the keys %s, %s has %s: they do not answer the same question"
                    .formatted(tables.name(), tables.keys(), other.name(), other.keys()));
        }
        this.tables = tables;
        this.other = other;
    }

    public VersionDifference at(DataSource source, long position, int limit) {
        var sql = new Sql(source, "cannot compare %s and %s".formatted(tables.name(), other.name()));
        return sql.withCursor(connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            requireApplied(connection, tables, position);
            requireApplied(connection, other, position);
            return compared(connection, position, limit);
        });
    }

    private static void requireApplied(Connection connection, Tables of, long position) throws SQLException {
        long applied = ActiveVersion.position(connection, of.name());
        if (applied < position) {
            throw new NotApplied(of.name(), position, applied);
        }
    }

    private VersionDifference compared(Connection connection, long position, int limit) throws SQLException {
        var differing = new ArrayList<Differing>();
        boolean complete = true;
        try (PreparedStatement select = connection.prepareStatement(suspects())) {
            select.setQueryTimeout(MAX_QUERY_SECONDS);
            select.setFetchSize(100);
            for (int i = 1; i <= 4; i++) {
                select.setLong(i, position);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (complete && rows.next()) {
                    Timeline timeline = PostgresProjectionStore.timeline(
                            rows, 0, tables.keys().size());
                    Differing cell = differing(
                            connection, timeline, rows.getString(tables.keys().size() + 1), position);
                    if (cell.corners() > 0) {
                        complete = differing.size() < limit;
                        if (complete) {
                            differing.add(cell);
                        }
                    }
                }
            }
        }
        return new VersionDifference(
                tables.name(),
                other.name(),
                position,
                cells(connection),
                differing.isEmpty() && complete,
                complete,
                differing);
    }

    /** The cells with a row in one version that is missing in the other. */
    private String suspects() {
        String columns = tables.columns("") + ", cell, valid_from, known_at, position, since, answer";
        String mine = "select %s from %s where position <= ?".formatted(columns, tables.step());
        String others = "select %s from %s where position <= ?".formatted(columns, other.step());
        return "select distinct %1$s, cell from ((%2$s except %3$s) union all (%3$s except %2$s)) d order by %1$s, cell"
                .formatted(tables.columns(""), mine, others);
    }

    private long cells(Connection connection) throws SQLException {
        String sql = "select count(*) from (select %1$s, cell from %2$s union select %1$s, cell from %3$s) c"
                .formatted(tables.columns(""), tables.cell(), other.cell());
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private Differing differing(Connection connection, Timeline timeline, String cell, long position)
            throws SQLException {
        var days = new TreeSet<LocalDate>();
        var knownTimes = new TreeSet<Instant>();
        Steps own = steps(connection, tables, timeline, cell, position, days, knownTimes);
        Steps others = steps(connection, other, timeline, cell, position, days, knownTimes);
        int compared = 0;
        int corners = 0;
        var examples = new ArrayList<Corner>();
        for (Instant known : knownTimes.descendingSet()) {
            for (LocalDate day : days) {
                if (++compared > MAX_CORNERS) {
                    return new Differing(timeline.values(), cell, corners, false, examples.reversed());
                }
                AnswerSince answer = own.probe(day, known);
                AnswerSince otherAnswer = others.probe(day, known);
                if (!Json.same(answer.answer(), otherAnswer.answer())) {
                    corners++;
                    keep(examples, new Corner(first(day), known, answer.answer(), otherAnswer.answer()));
                }
            }
        }
        return new Differing(timeline.values(), cell, corners, true, examples.reversed());
    }

    private static void keep(List<Corner> examples, Corner corner) {
        examples.add(corner);
        if (examples.size() > MAX_EXAMPLES) {
            examples.removeFirst();
        }
    }

    private static @Nullable LocalDate first(LocalDate day) {
        return day.equals(LocalDate.MIN) ? null : day;
    }

    private static Steps steps(
            Connection connection,
            Tables of,
            Timeline timeline,
            String cell,
            long position,
            TreeSet<LocalDate> days,
            TreeSet<Instant> knownTimes)
            throws SQLException {
        var steps = new Steps();
        String sql = """
            select valid_from, known_at, position, since, answer from %s
            where %s and cell = ? and position <= ? order by known_at, position
            """.formatted(of.step(), of.given());
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int index = PostgresProjectionStore.bind(select, 1, timeline);
            select.setString(index++, cell);
            select.setLong(index, position);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    LocalDate day = rows.getObject(1, LocalDate.class);
                    Instant known = rows.getObject(2, OffsetDateTime.class).toInstant();
                    JsonNode answer = rows.getString(5) == null ? null : Json.read(rows.getString(5));
                    days.add(day);
                    knownTimes.add(known);
                    var held = new AnswerSince(answer, rows.getObject(4, LocalDate.class));
                    steps.load(new Steps.Row(day, known, rows.getLong(3), held));
                }
            }
        }
        return steps;
    }
}
