package org.geotimeline.projection.runtime.steps;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import org.geotimeline.projection.spi.SideTable;

/** The statements that write and read a {@link SideTable}. */
final class SideTableSql {

    private SideTableSql() {}

    /** Inserts many rows, bound as one array for each column. */
    static String insert(SideTable side) {
        List<String> columns = side.columns();
        String into = columns.stream().map(Tables::quoted).collect(joining(", "));
        String given = IntStream.range(0, columns.size())
                .mapToObj(i -> side.values().get(i).formatted(Tables.quoted(columns.get(i))))
                .collect(joining(", "));
        String arrays = columns.stream().map(c -> "?::text[]").collect(joining(", "));
        String again = side.latest()
                ? "(%s) do update set %s".formatted(Tables.quoted(columns.getFirst()), replaced(columns))
                : "do nothing";
        return "insert into projection.%1$s (%2$s) select %3$s from unnest(%4$s) as given (%2$s) on conflict %5$s"
                .formatted(side.table(), into, given, arrays, again);
    }

    private static String replaced(List<String> columns) {
        return columns.stream()
                .skip(1)
                .map(Tables::quoted)
                .map(c -> c + " = excluded." + c)
                .collect(joining(", "));
    }

    /** Reads the rows whose first column has the bound value. */
    static String select(SideTable side) {
        return "select %s from projection.%s where %s = ?"
                .formatted(
                        side.columns().stream().map(Tables::quoted).collect(joining(", ")),
                        side.table(),
                        Tables.quoted(side.columns().getFirst()));
    }
}
