package org.geotimeline.projection.acts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The acts that are wanted, as known then, in order of their first, then their last possible day. */
final class FindActs {

    /** {@code VERSION} stands for the name of the version that answers: an operator such as {@code @@} has to stay. */
    private static final String CURRENT = """
        select answer from (
            select distinct on (act) answer
            from projection.VERSION_step
            where known_at <= ? and position <= ?%s
            order by act, valid_from desc, known_at desc, position desc
        ) as current
        where answer is not null\
        """;

    private static final String BORNE = " and act in (select act from projection.VERSION_found where tags && ?)";

    private static final String WORDED = """
        and act in (select act from projection.VERSION_found where words @@ cast(? as tsquery) or tags && ?)\
        """;

    /** An open first day sorts before all, an open last day after all; dates sort as text. */
    private static final String LOWER = "coalesce(answer ->> 'lower', '')";

    private static final String UPPER = "coalesce(answer ->> 'upper', '~')";
    private static final String POSITION = "(answer ->> 'position')::bigint";

    private static final int TIMEOUT_S = 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DataSource dataSource;
    private final StepTable steps;

    FindActs(DataSource dataSource, StepTable steps) {
        this.dataSource = dataSource;
        this.steps = steps;
    }

    /**
     * @param after the sort key of the last row given before: first day, last day, position; empty for the first page
     * @param query the words wanted; empty for any
     */
    List<JsonNode> find(ActFilter wanted, Query query, AsOf asOf, List<String> after, int most) {
        var found = new ArrayList<JsonNode>();
        List<String> from = after;
        boolean more = true;
        while (more && found.size() < most) {
            List<JsonNode> batch = read(wanted, query, asOf, from, most);
            batch.stream()
                    .filter(query::meets)
                    .limit((long) most - found.size())
                    .forEach(found::add);
            more = batch.size() == most;
            from = batch.isEmpty() ? from : sortKey(batch.getLast());
        }
        return found;
    }

    private List<JsonNode> read(ActFilter wanted, Query query, AsOf asOf, List<String> after, int most) {
        var sql = new Sql();
        sql.bind(asOf.knownAt());
        sql.bind(asOf.position());
        var borne = new StringBuilder();
        for (Set<String> tags : wanted.tags()) {
            borne.append(BORNE);
            sql.bind(tags.toArray(String[]::new));
        }
        for (Query.Part part : query.parts()) {
            borne.append(' ').append(WORDED);
            sql.bind(part.words());
            sql.bind(part.tags().toArray(String[]::new));
        }
        sql.text(CURRENT.formatted(borne).replace("VERSION", steps.name()));
        restrict(wanted, sql);
        if (!after.isEmpty()) {
            sql.where("(%s, %s, %s) > (?, ?, ?)".formatted(LOWER, UPPER, POSITION), after.get(0), after.get(1));
            sql.bind(Long.parseLong(after.get(2)));
        }
        sql.text(" order by %s, %s, %s limit ?".formatted(LOWER, UPPER, POSITION));
        sql.bind((long) most);
        return run(sql);
    }

    /** The actors that are registered, with their names, as known then. */
    List<JsonNode> actors(AsOf asOf) {
        var sql = new Sql();
        sql.bind(asOf.knownAt());
        sql.bind(asOf.position());
        sql.bind(new String[] {"type:ActorRegistered"});
        sql.text(CURRENT.formatted(BORNE).replace("VERSION", steps.name()));
        sql.text(" and answer ->> 'standing' = 'stands'");
        return run(sql);
    }

    static List<String> sortKey(JsonNode row) {
        return List.of(
                row.path("lower").asString(""),
                row.path("upper").asString("~"),
                Long.toString(row.path("position").asLong()));
    }

    private static void restrict(ActFilter wanted, Sql sql) {
        if (wanted.type() == null && wanted.family() == null) {
            sql.text(" and answer ->> 'family' not in ('registry', 'knowledge')");
        }
        sql.equal("type", wanted.type());
        sql.equal("family", wanted.family());
        if (!wanted.actors().isEmpty()) {
            sql.where(
                    "exists (select 1 from jsonb_array_elements(answer -> 'actors') a where a ->> 'id' = any (?))",
                    (Object) wanted.actors().toArray(String[]::new));
        }
        if (wanted.subject() != null) {
            sql.where(
                    "exists (select 1 from jsonb_array_elements(answer -> 'subjects') s where s ->> 'id' = ?)",
                    wanted.subject());
        }
        if (wanted.forum() != null) {
            sql.where("? in (answer ->> 'forum', answer -> 'round' ->> 'forum')", wanted.forum());
        }
        sql.equal("list", wanted.list());
        sql.equal("place", wanted.place());
        sql.equal("confidence", wanted.confidence());
        sql.equal("coder", wanted.coder());
        sql.equal("dataset", wanted.dataset());
        sql.equal("phase", wanted.phase());
        if (!"any".equals(wanted.standing())) {
            sql.equal("standing", wanted.standing() == null ? "stands" : wanted.standing());
        }
        sql.equal("precision", wanted.precision());
        dates(wanted, sql);
    }

    private static void dates(ActFilter wanted, Sql sql) {
        LocalDate from = wanted.valid().from();
        LocalDate to = wanted.valid().to();
        if (from != null || to != null) {
            sql.text(" and answer ? 'valid'".replace("?", "??"));
        }
        if (from != null) {
            sql.where(UPPER + " >= ?", from.toString());
        }
        if (to != null) {
            sql.where(LOWER + " <= ?", to.toString());
        }
        sql.moment("knownAt", ">=", wanted.known().from());
        sql.moment("knownAt", "<=", wanted.known().to());
        sql.moment("recordedAt", ">=", wanted.recorded().from());
        sql.moment("recordedAt", "<=", wanted.recorded().to());
    }

    private List<JsonNode> run(Sql sql) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql.text.toString())) {
            select.setQueryTimeout(TIMEOUT_S);
            for (int i = 0; i < sql.values.size(); i++) {
                set(select, i + 1, sql.values.get(i));
            }
            var rows = new ArrayList<JsonNode>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(JSON.readTree(found.getString(1)));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the acts cannot be read", e);
        }
    }

    private static void set(PreparedStatement select, int at, Object value) throws SQLException {
        switch (value) {
            case Instant moment -> select.setObject(at, moment.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
            case String[] texts -> select.setArray(at, select.getConnection().createArrayOf("text", texts));
            case Long number -> select.setLong(at, number);
            default -> select.setString(at, value.toString());
        }
    }

    /** A statement as it grows, with the values of its parameters in their order. */
    private static final class Sql {
        private final StringBuilder text = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        void text(String more) {
            text.append(more);
        }

        void bind(Object value) {
            values.add(value);
        }

        void where(String condition, Object... bound) {
            text.append(" and ").append(condition);
            values.addAll(List.of(bound));
        }

        void equal(String field, @Nullable String value) {
            if (value != null) {
                where("answer ->> '" + field + "' = ?", value);
            }
        }

        void moment(String field, String comparison, @Nullable Instant value) {
            if (value != null) {
                where("(answer ->> '" + field + "')::timestamptz " + comparison + " ?", value);
            }
        }
    }
}
