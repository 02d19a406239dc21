package org.geotimeline.projection.spi;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A projection as analysts see it in SQL: {@code bi.<name>_asof(valid_at, known_at, ledger_position)}, {@code bi.<name>} for
 * today, and {@code bi.<name>_rectangles}, one row for each stretch of valid time and of known time on which the same answer
 * holds. The author declares the columns; the engine writes the SQL. The key columns come first.
 *
 * @param name the name of the view in schema {@code bi}
 * @param cells an SQL condition on {@code cell} that chooses the cells; {@code true} for all
 * @param columns the columns after the key columns
 * @param comment one sentence on the rows, stored in the database; empty for none
 */
public record SqlView(String name, String cells, List<Column> columns, String comment) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /**
     * One column.
     *
     * @param type an SQL type
     * @param from an SQL expression on {@code cell}, the name of the cell, and {@code answer}, its answer as JSON
     * @param comment one sentence on the column, stored in the database; empty for none
     */
    public record Column(String name, String type, String from, String comment) {

        public Column {
            require(name);
        }

        public Column(String name, String type, String from) {
            this(name, type, from, "");
        }

        /** The text of a field of the answer, under the field's name. */
        public static Column text(String field) {
            return new Column(snake(field), "text", "answer ->> '%s'".formatted(field));
        }

        /** The JSON of a field of the answer, under the field's name. */
        public static Column json(String field) {
            return new Column(snake(field), "jsonb", "answer -> '%s'".formatted(field));
        }

        /** The name of the cell. */
        public static Column cell(String name) {
            return new Column(name, "text", "cell");
        }

        /** The n-th part of the name of the cell, counted from 1. */
        public static Column part(String name, int n) {
            return new Column(name, "text", "nullif(split_part(cell, '|', %d), '-')".formatted(n));
        }

        /** The same column with a comment. */
        public Column describedAs(String comment) {
            return new Column(name, type, from, comment);
        }

        private static String snake(String field) {
            return field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        }
    }

    public SqlView {
        require(name);
        columns = List.copyOf(columns);
    }

    public SqlView(String name, String cells, List<Column> columns) {
        this(name, cells, columns, "");
    }

    private static void require(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' cannot name a column or a view; expected a name as in in_window".formatted(name));
        }
    }
}
