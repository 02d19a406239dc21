package org.geotimeline.projection.spi;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import org.geotimeline.projection.runtime.Tables;

/**
 * A table of a projection's own that the runtime writes for it, many rows in one statement. All its columns are given as
 * texts.
 *
 * @param table its name, without the schema
 * @param columns the first is that by which rows are read
 * @param values for each column an expression on the text that is given, as {@code %s}
 * @param latest whether the first column is the key, and a later row takes the place of an earlier; else the whole row is
 *     the key, and a row that is there already changes nothing
 */
public record SideTable(String table, List<String> columns, List<String> values, boolean latest) {

    public SideTable {
        columns = List.copyOf(columns);
        values = List.copyOf(values);
        if (columns.isEmpty() || columns.size() != values.size()) {
            throw new IllegalArgumentException(
                    "%s has %d columns and %d values".formatted(table, columns.size(), values.size()));
        }
    }

    /** A table whose rows are what they are for ever. */
    public static SideTable rows(String table, String... columns) {
        return new SideTable(
                table,
                List.of(columns),
                List.of(columns).stream().map(c -> "%s").toList(),
                false);
    }

    /**
     * A table that has one row for each key, the latest.
     *
     * @param columns the key first
     */
    public static SideTable latest(String table, List<String> columns, List<String> values) {
        return new SideTable(table, columns, values, true);
    }

    /** What makes two rows one. */
    public List<String> key(List<String> row) {
        return latest ? row.subList(0, 1) : row;
    }

    /** Puts many rows in, given as an array for each column. */
    public String insert() {
        String into = columns.stream().map(Tables::quoted).collect(joining(", "));
        String given = IntStream.range(0, columns.size())
                .mapToObj(i -> values.get(i).formatted(Tables.quoted(columns.get(i))))
                .collect(joining(", "));
        String arrays = columns.stream().map(c -> "?::text[]").collect(joining(", "));
        String again = latest
                ? "(%s) do update set %s".formatted(Tables.quoted(columns.getFirst()), replaced())
                : "do nothing";
        return "insert into projection.%1$s (%2$s) select %3$s from unnest(%4$s) as given (%2$s) on conflict %5$s"
                .formatted(table, into, given, arrays, again);
    }

    private String replaced() {
        return columns.stream()
                .skip(1)
                .map(Tables::quoted)
                .map(c -> c + " = excluded." + c)
                .collect(joining(", "));
    }

    /** Reads the rows of one value of the first column. */
    public String select() {
        return "select %s from projection.%s where %s = ?"
                .formatted(
                        columns.stream().map(Tables::quoted).collect(joining(", ")),
                        table,
                        Tables.quoted(columns.getFirst()));
    }
}
