package org.geotimeline.projection.spi;

import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.geotimeline.projection.row.CellName;
import org.geotimeline.projection.row.RowField;
import org.geotimeline.projection.row.RowShape;
import org.geotimeline.projection.row.Sql;
import org.geotimeline.projection.spi.SqlView.Column;
import org.jspecify.annotations.Nullable;

/** The columns of a view of schema {@code bi}, from the record of its rows. Key columns are the engine's and not among them. */
public final class RowColumns {

    private static final Map<Type, String> TYPES = Map.of(
            String.class, "text",
            int.class, "integer",
            Integer.class, "integer",
            long.class, "bigint",
            Long.class, "bigint",
            boolean.class, "boolean",
            Boolean.class, "boolean",
            LocalDate.class, "date");

    private RowColumns() {}

    public static List<Column> of(RowShape<?> shape) {
        return shape.fields().stream()
                .filter(field -> !field.isKey() && !isOmitted(field.sql()))
                .sorted(Comparator.comparingInt(RowColumns::place))
                .map(RowColumns::column)
                .toList();
    }

    private static boolean isOmitted(@Nullable Sql sql) {
        return sql != null && sql.omitted();
    }

    private static int place(RowField field) {
        Sql sql = field.sql();
        return sql == null || sql.place() == 0 ? Integer.MAX_VALUE : sql.place();
    }

    private static Column column(RowField field) {
        Sql sql = field.sql();
        String name = sql == null || sql.column().isEmpty() ? snake(field.name()) : sql.column();
        String type = sql == null || sql.type().isEmpty() ? TYPES.getOrDefault(field.type(), "jsonb") : sql.type();
        return new Column(name, type, expression(field, type), field.meaning());
    }

    private static String expression(RowField field, String type) {
        CellName cell = field.cellName();
        if (cell == null) {
            return "answer %s '%s'".formatted(type.equals("jsonb") ? "->" : "->>", field.name());
        }
        return cell.part() == 0 ? "cell" : "nullif(split_part(cell, '|', %d), '-')".formatted(cell.part());
    }

    private static String snake(String field) {
        return field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
