package org.geotimeline.projection.runtime.steps;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.geotimeline.projection.spi.Projection;

/**
 * The tables of one projection in schema {@code projection}. Texts are compared by code point, as Java does.
 *
 * <p>{@code _step} holds the rows of all cells; its index answers a question with one probe. The answer stays out of the
 * index, because an index entry ends at 2.7 kB and an answer need not. {@code since} is the day from which the answer
 * holds unbroken. {@code _cell} names the cells that have rows, so that a slice need not search for them. {@code _link}
 * says which acts a timeline is folded from, and from which position on; {@code _timeline} names the timelines.
 */
public final class Tables {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}_v([0-9]{1,6})");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Set<String> TAKEN =
            Set.of("cell", "valid_from", "known_at", "position", "since", "answer", "act_id");

    private final String name;
    private final List<String> keys;

    public Tables(String name, List<String> keys) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' cannot name a projection; expected a name as in stance_v2".formatted(name));
        }
        for (String key : keys) {
            if (!KEY.matcher(key).matches() || TAKEN.contains(key)) {
                throw new IllegalArgumentException("'%s' cannot be a key of %s".formatted(key, name));
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(name + " has no key");
        }
        this.name = name;
        this.keys = List.copyOf(keys);
    }

    public static Tables of(Projection projection) {
        return new Tables(projection.name(), projection.keys());
    }

    public String name() {
        return name;
    }

    public List<String> keys() {
        return keys;
    }

    /** {@code 1} of {@code stance_v2}. */
    String version() {
        return name.substring(name.lastIndexOf("_v") + 2);
    }

    public String step() {
        return "projection." + name + "_step";
    }

    public String cell() {
        return "projection." + name + "_cell";
    }

    public String link() {
        return "projection." + name + "_link";
    }

    String timeline() {
        return "projection." + name + "_timeline";
    }

    /** The key columns, each after that prefix. */
    public String columns(String prefix) {
        return keys.stream().map(k -> prefix + quoted(k)).collect(joining(", "));
    }

    /** {@code a."actor" = b."actor" and …}. */
    public String same(String a, String b) {
        return keys.stream()
                .map(k -> "%s.%s = %s.%s".formatted(a, quoted(k), b, quoted(k)))
                .collect(joining(" and "));
    }

    /** {@code "actor" = ? and …}. */
    public String given() {
        return keys.stream().map(k -> quoted(k) + " = ?").collect(joining(" and "));
    }

    /** One {@code ?::text[]} a key column. */
    String arrays() {
        return keys.stream().map(k -> "?::text[]").collect(joining(", "));
    }

    public static String quoted(String key) {
        return '"' + key + '"';
    }

    /** All existing tables of a projection of that name, side tables included, whether or not this program has it. */
    public static List<String> on(Connection connection, String name) throws SQLException {
        var found = new ArrayList<String>();
        try (PreparedStatement select = connection.prepareStatement("""
            select format('%I.%I', schemaname, tablename) from pg_tables
            where schemaname = 'projection' and starts_with(tablename, ? || '_')
                and not exists (select from projection.token other
                    where starts_with(other.name, ? || '_') and starts_with(tablename, other.name || '_'))
            order by tablename\
            """)) {
            select.setString(1, name);
            select.setString(2, name);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    /** Removes the rows of all existing tables of a projection of that name. */
    public static void empty(Connection connection, String name) throws SQLException {
        List<String> tables = on(connection, name);
        if (!tables.isEmpty()) {
            try (Statement truncate = connection.createStatement()) {
                truncate.execute("truncate " + String.join(", ", tables));
            }
        }
    }

    /** The statements that create the tables and their indexes, each by the name of what it creates. */
    private Map<String, String> ddl() {
        String typed = keys.stream()
                .map(k -> quoted(k) + " text collate \"C\" not null")
                .collect(joining(", "));
        String named = columns("");
        var ddl = new LinkedHashMap<String, String>();
        ddl.put(
                timeline(),
                "create table %s (%s, position bigint not null, primary key (%s))".formatted(timeline(), typed, named));
        ddl.put(link(), """
            create table %s (%s, act_id text collate "C" not null, position bigint not null, primary key (%s, act_id))
            """.formatted(link(), typed, named));
        ddl.put("projection." + name + "_link_act", "create index %s_link_act on %s (act_id)".formatted(name, link()));
        ddl.put(
                cell(),
                "create table %s (%s, cell text collate \"C\" not null, primary key (%s, cell))"
                        .formatted(cell(), typed, named));
        ddl.put(step(), """
            create table %s (%s, cell text collate "C" not null, valid_from date not null,
                known_at timestamptz not null, position bigint not null, since date not null, answer jsonb)
            """.formatted(step(), typed));
        ddl.put("projection." + name + "_step_probe", """
            create unique index %s_step_probe
                on %s (%s, cell, valid_from desc, known_at desc, position desc)
            """.formatted(name, step(), named));
        for (int i = 1; i < keys.size(); i++) {
            ddl.put(
                    "projection.%s_timeline_%d".formatted(name, i),
                    "create index %s_timeline_%d on %s (%s)".formatted(name, i, timeline(), quoted(keys.get(i))));
        }
        return ddl;
    }

    /** Creates missing tables and indexes, and locks no existing one: a node may be at work on it. */
    public void make(Connection connection) throws SQLException {
        for (Map.Entry<String, String> each : ddl().entrySet()) {
            try (PreparedStatement select = connection.prepareStatement("select to_regclass(?) is null")) {
                select.setString(1, each.getKey());
                try (ResultSet row = select.executeQuery();
                        Statement make = connection.createStatement()) {
                    if (row.next() && row.getBoolean(1)) {
                        make.execute(each.getValue());
                    }
                }
            }
        }
    }
}
