package org.geotimeline.projection.runtime;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The tables of one projection in schema {@code projection}. Texts are compared by code point, as Java does.
 *
 * <p>{@code _step} holds the rows of all cells; its index answers a question with one probe. The answer stays out of the
 * index, because an index entry ends at 2.7 kB and an answer need not. {@code since} is the day from which the answer
 * holds unbroken. {@code _cell} names the cells that have rows, so that a slice need not search for them. {@code _link}
 * says which acts a timeline is folded from, and from which position on; {@code _timeline} names the timelines.
 */
final class Tables {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}_v([0-9]{1,6})");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Set<String> TAKEN =
            Set.of("cell", "valid_from", "known_at", "position", "since", "answer", "act_id");

    private final String name;
    private final List<String> keys;

    Tables(String name, List<String> keys) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a projection is called as in stance_v2, not '%s'".formatted(name));
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

    static Tables of(Projection projection) {
        return new Tables(projection.name(), projection.keys());
    }

    String name() {
        return name;
    }

    List<String> keys() {
        return keys;
    }

    /** {@code 1} of {@code stance_v2}. */
    String version() {
        return name.substring(name.lastIndexOf("_v") + 2);
    }

    String step() {
        return "projection." + name + "_step";
    }

    String cell() {
        return "projection." + name + "_cell";
    }

    String link() {
        return "projection." + name + "_link";
    }

    String timeline() {
        return "projection." + name + "_timeline";
    }

    /** The key columns, each with that before it. */
    String columns(String prefix) {
        return keys.stream().map(k -> prefix + quoted(k)).collect(joining(", "));
    }

    /** {@code a."actor" = b."actor" and …}. */
    String same(String a, String b) {
        return keys.stream()
                .map(k -> "%s.%s = %s.%s".formatted(a, quoted(k), b, quoted(k)))
                .collect(joining(" and "));
    }

    /** {@code "actor" = ? and …}. */
    String given() {
        return keys.stream().map(k -> quoted(k) + " = ?").collect(joining(" and "));
    }

    /** One {@code ?::text[]} a key column. */
    String arrays() {
        return keys.stream().map(k -> "?::text[]").collect(joining(", "));
    }

    static String quoted(String key) {
        return '"' + key + '"';
    }

    /** Makes what is not there yet. */
    String ddl() {
        String typed = keys.stream()
                .map(k -> quoted(k) + " text collate \"C\" not null")
                .collect(joining(", "));
        String named = columns("");
        String more = IntStream.range(1, keys.size())
                .mapToObj(i -> "create index if not exists %s_timeline_%d on %s (%s);\n"
                        .formatted(name, i, timeline(), quoted(keys.get(i))))
                .collect(joining());
        return """
            create table if not exists %1$s (%5$s, position bigint not null, primary key (%6$s));
            create table if not exists %2$s (%5$s, act_id text collate "C" not null, position bigint not null,
                primary key (%6$s, act_id));
            create index if not exists %7$s_link_act on %2$s (act_id);
            create table if not exists %3$s (%5$s, cell text collate "C" not null, primary key (%6$s, cell));
            create table if not exists %4$s (%5$s, cell text collate "C" not null, valid_from date not null,
                known_at timestamptz not null, position bigint not null, since date not null, answer jsonb);
            create unique index if not exists %7$s_step_probe
                on %4$s (%6$s, cell, valid_from desc, known_at desc, position desc);
            """.formatted(timeline(), link(), cell(), step(), typed, named, name) + more;
    }
}
