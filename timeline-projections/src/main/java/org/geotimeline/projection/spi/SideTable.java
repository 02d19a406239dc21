package org.geotimeline.projection.spi;

import java.util.List;

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
}
