package org.geotimeline.question;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole answer to a question: the rows of all its pages.
 *
 * @param body the answer without its rows
 * @param complete false if the question has more rows than one whole answer holds
 * @param rowsOf the cell that a row shows; null if a row shows no single cell
 */
record WholeAnswer(
        Question question,
        ObjectNode body,
        List<ObjectNode> rows,
        boolean complete,
        @Nullable RowsOf rowsOf) {

    /** Begins a field of {@link RowsOf#timeline} that is the value itself. */
    private static final String LITERAL = "'";

    /** The clocks and the rulebook of the answer, as parameters. */
    Map<String, String> clocks() {
        var clocks = new TreeMap<String, String>();
        body.path("asOf")
                .properties()
                .forEach(c -> clocks.put(c.getKey(), c.getValue().asString()));
        body.path("rulebook").asStringOpt().ifPresent(version -> clocks.put("rulebook", version));
        return clocks;
    }

    AsOf asOf() {
        JsonNode clocks = body.path("asOf");
        return new AsOf(
                LocalDate.parse(clocks.path("validAt").asString()),
                Instant.parse(clocks.path("knownAt").asString()),
                clocks.path("position").asLong());
    }

    /** The question with the clocks of this answer, under which the answer never changes. */
    Question pinned() {
        return question.without("after").with(clocks());
    }

    /** The fields that name a row, with the answer's own rulebook if they ask for it. */
    Map<String, String> name(RowsOf of, JsonNode row) {
        var name = new TreeMap<String, String>();
        for (String field : of.timeline()) {
            if (!field.startsWith(LITERAL)) {
                name.put(field, text(row, field));
            }
        }
        for (String field : CellName.fields(of.cell())) {
            name.put(field, text(row, field));
        }
        for (String span : List.of("from", "knownFrom")) {
            if (row.has(span)) {
                name.put(span, text(row, span));
            }
        }
        return name;
    }

    /** The timeline of the cell that a row shows. */
    Timeline timeline(RowsOf of, JsonNode row) {
        return new Timeline(
                List.of(of.timeline()).stream().map(field -> text(row, field)).toList());
    }

    private String text(JsonNode row, String field) {
        if (field.startsWith(LITERAL)) {
            return field.substring(LITERAL.length());
        }
        String fallback = field.equals("rulebook") ? body.path("rulebook").asString("") : "";
        return row.path(field).asString(fallback);
    }
}
