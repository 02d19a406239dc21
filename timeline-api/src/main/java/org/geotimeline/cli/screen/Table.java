package org.geotimeline.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Aligned rows below a heading. The first page sets the widths of the columns; a wider cell on a later page shifts only
 * its own line, so that no page waits for the next. Empty columns are shown, because an empty cell is an answer too.
 */
public final class Table {

    /** One column: its heading, and the function from a row to its cell. */
    public record Column(String heading, Function<JsonNode, String> cell) {

        public static Column of(String field) {
            return new Column(field, row -> JsonText.of(row, field));
        }

        public static Column of(String heading, String field) {
            return new Column(heading, row -> JsonText.of(row, field));
        }
    }

    private static final String GAP = "  ";

    private final Screen screen;
    private final List<Column> columns;
    private int[] widths = {};

    public Table(Screen screen, List<Column> columns) {
        this.screen = screen;
        this.columns = columns;
    }

    /** Shows a page of rows; a {@link JsonNode} of rows is one. */
    public void show(Iterable<JsonNode> rows) {
        var cells = new ArrayList<List<String>>();
        for (JsonNode row : rows) {
            cells.add(columns.stream().map(column -> column.cell().apply(row)).toList());
        }
        if (cells.isEmpty()) {
            return;
        }
        if (widths.length == 0) {
            widths = widths(cells);
            screen.line(screen.strong(line(columns.stream().map(Column::heading).toList())));
        }
        cells.forEach(this::row);
    }

    private void row(List<String> cells) {
        String line = line(cells);
        screen.line(
                cells.stream().anyMatch(cell -> cell.startsWith("possibly ") || cell.equals("POSSIBLE"))
                        ? screen.doubtful(line)
                        : cells.contains("no data") || cells.contains("not recorded") ? screen.faint(line) : line);
    }

    private int[] widths(List<List<String>> rows) {
        int[] longest = new int[columns.size()];
        for (int i = 0; i < longest.length; i++) {
            longest[i] = length(columns.get(i).heading());
            for (List<String> row : rows) {
                longest[i] = Math.max(longest[i], length(row.get(i)));
            }
        }
        return longest;
    }

    private String line(List<String> cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                line.append(GAP);
            }
            line.append(cells.get(i)).append(" ".repeat(Math.max(0, widths[i] - length(cells.get(i)))));
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
