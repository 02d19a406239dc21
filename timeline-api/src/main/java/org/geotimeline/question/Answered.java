package org.geotimeline.question;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geotimeline.projection.query.RowsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole answer to a question: all its rows, of however many pages.
 *
 * @param body the answer without its rows
 * @param complete false where there are more rows than one answer holds
 * @param rowsOf which cell a row tells; null where it tells none
 */
record Answered(
        Question question,
        ObjectNode body,
        List<ObjectNode> rows,
        boolean complete,
        @Nullable RowsOf rowsOf) {

    /** The clocks that it was answered under, and the rulebook, as parameters. */
    Map<String, String> clocks() {
        var clocks = new TreeMap<String, String>();
        body.path("asOf")
                .properties()
                .forEach(c -> clocks.put(c.getKey(), c.getValue().asString()));
        body.path("rulebook").asStringOpt().ifPresent(version -> clocks.put("rulebook", version));
        return clocks;
    }

    /** The question under these clocks: it is answered so for ever. */
    Question pinned() {
        return question.without("after").with(clocks());
    }

    /** The fields that name a row, with the answer's own rulebook where they ask for it. */
    Map<String, String> name(RowsOf of, JsonNode row) {
        var name = new TreeMap<String, String>();
        for (String field : of.timeline()) {
            if (!field.startsWith(LITERAL)) {
                name.put(field, text(row, field));
            }
        }
        for (String field : Cell.fields(of.cell())) {
            name.put(field, text(row, field));
        }
        for (String span : List.of("from", "knownFrom")) {
            if (row.has(span)) {
                name.put(span, text(row, span));
            }
        }
        return name;
    }

    private static final String LITERAL = "'";

    String text(JsonNode row, String field) {
        if (field.startsWith(LITERAL)) {
            return field.substring(LITERAL.length());
        }
        String fallback = field.equals("rulebook") ? body.path("rulebook").asString("") : "";
        return row.path(field).asString(fallback);
    }
}
