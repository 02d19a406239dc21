package org.geotimeline.projection.spi;

import java.util.List;

/**
 * A table of a projection beside those of the engine, which the engine writes, many rows in one statement. The projection
 * gives every value as a text.
 *
 * @param table the name without the schema
 * @param columns the names of the columns; rows are read by the first
 * @param values for each column an SQL expression on the given text, {@code %s}
 * @param latest whether the first column is the key, so that a later row replaces an earlier one; otherwise the whole row is
 *     the key, and a second equal row changes nothing
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

    /** A table whose rows never change. */
    public static SideTable rows(String table, String... columns) {
        return new SideTable(
                table,
                List.of(columns),
                List.of(columns).stream().map(c -> "%s").toList(),
                false);
    }

    /**
     * A table with one row for each key, the latest.
     *
     * @param columns the names of the columns, the key first
     */
    public static SideTable latest(String table, List<String> columns, List<String> values) {
        return new SideTable(table, columns, values, true);
    }

    /** The values by which two rows count as one. */
    public List<String> key(List<String> row) {
        return latest ? row.subList(0, 1) : row;
    }
}
