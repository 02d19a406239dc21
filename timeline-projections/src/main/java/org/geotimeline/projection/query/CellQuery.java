package org.geotimeline.projection.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.geotimeline.projection.query.StepTable.Cells;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question whose rows are the cells of a projection: as they are on one day, over valid time ({@code over=valid}: each
 * with its first and last day), or as one day was known over time ({@code over=known}: each with from and until when it was
 * known so). A row has the key values of its timeline, what the name of its cell says, and the answer.
 */
public final class CellQuery {

    private final StepTable steps;
    private final String projection;
    private final List<String> keys;
    private final BiConsumer<ObjectNode, String> cellName;

    /** @param cellName puts into a row what the name of its cell says */
    public CellQuery(StepTables tables, String projection, List<String> keys, BiConsumer<ObjectNode, String> cellName) {
        this.steps = tables.of(projection);
        this.projection = projection;
        this.keys = List.copyOf(keys);
        this.cellName = cellName;
    }

    /** The name of the projection without its version, and the version. */
    private Answer.View view(AsOf asOf) {
        return Answer.View.of(steps.name(), asOf.position());
    }

    public Asking ask(Clocks clocks) {
        return new Asking(clocks.of(projection), clocks.question());
    }

    /** One question as it is put together. */
    public final class Asking {
        private final AsOf asOf;
        private final String question;
        private final Map<String, String> where = new LinkedHashMap<>();
        private Cells cells = Cells.ALL;
        private Predicate<JsonNode> wanted = row -> true;
        private @Nullable String over;

        private Asking(AsOf asOf, String question) {
            this.asOf = asOf;
            this.question = question;
        }

        public AsOf asOf() {
            return asOf;
        }

        /** Only timelines with that key value; any where it is null. */
        public Asking where(String key, @Nullable String value) {
            if (value != null) {
                where.put(key, value);
            }
            return this;
        }

        public Asking cells(Cells only) {
            this.cells = only;
            return this;
        }

        public Asking cell(@Nullable String name) {
            return name == null ? this : cells(Cells.named(List.of(name)));
        }

        /** Only rows that have, or may have, that text in the field; any where it is null. */
        public Asking matching(String field, @Nullable String text) {
            return text == null ? this : matching(row -> has(row, field, text));
        }

        public Asking matching(Predicate<JsonNode> more) {
            wanted = wanted.and(more);
            return this;
        }

        public Asking over(@Nullable String given) {
            this.over = given;
            return this;
        }

        /** All rows, in order of keys, cells, then time. */
        public List<JsonNode> rows() {
            var rows = new ArrayList<JsonNode>();
            if (over == null) {
                steps.slice(where, cells, asOf).forEach(s -> rows.add(row(s.timeline(), s.cell(), s.answer())));
            } else if (over.equals("valid")) {
                steps.over(where, cells, asOf.knownAt(), asOf.position())
                        .forEach(i -> rows.add(row(i.timeline(), i.cell(), i.answer())
                                .put("from", text(i.from()))
                                .put("to", text(i.to()))));
            } else {
                steps.learned(where, cells, asOf.validAt(), asOf.position()).stream()
                        .filter(l -> !l.from().isAfter(asOf.knownAt()))
                        .forEach(l -> rows.add(row(l.timeline(), l.cell(), l.answer())
                                .put("knownFrom", l.from().toString())
                                .put(
                                        "knownTo",
                                        l.to() == null || l.to().isAfter(asOf.knownAt()) ? null : l.to().toString())));
            }
            rows.removeIf(wanted.negate());
            return rows;
        }

        public Answer<JsonNode> answer(String one, String many, @Nullable Integer limit, @Nullable String cursor) {
            return answer(rows(), one, many, limit, cursor, null);
        }

        /** @param totals what is told of all rows together; null for nothing */
        public Answer<JsonNode> answer(
                List<JsonNode> rows,
                String one,
                String many,
                @Nullable Integer limit,
                @Nullable String cursor,
                @Nullable JsonNode totals) {
            // What is pinned never changes, so that a row's place in the list is a key.
            List<Numbered> numbered = IntStream.range(0, rows.size())
                    .mapToObj(n -> new Numbered("%09d".formatted(n), rows.get(n)))
                    .toList();
            ResultPage<Numbered> page =
                    ResultPage.of(numbered, row -> List.of(row.number()), limit, cursor, asOf, question);
            return new Answer<>(
                    asOf,
                    null,
                    view(asOf),
                    "%s, %d %s%s."
                            .formatted(
                                    ClockSentence.asKnown(asOf),
                                    rows.size(),
                                    rows.size() == 1 ? one : many,
                                    over == null ? " on " + asOf.validAt() : ""),
                    page.rows().stream().map(Numbered::row).toList(),
                    page.complete(),
                    page.next(),
                    totals);
        }
    }

    private ObjectNode row(Timeline timeline, String cell, JsonNode answer) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < keys.size(); i++) {
            row.put(keys.get(i), timeline.value(i));
        }
        cellName.accept(row, cell);
        // The database keeps no order of fields: a reader sees what is asked for first, then why.
        FIRST.stream().filter(answer::has).forEach(field -> row.set(field, answer.get(field)));
        answer.properties().stream()
                .filter(field -> !FIRST.contains(field.getKey()) && !LAST.contains(field.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> row.set(field.getKey(), field.getValue()));
        LAST.stream().filter(answer::has).forEach(field -> row.set(field, answer.get(field)));
        return row;
    }

    private static final List<String> FIRST =
            List.of("id", "type", "family", "phase", "value", "status", "level", "stage", "state", "valid", "known");
    private static final List<String> LAST = List.of("certainty", "alternatives", "since", "acts", "rule", "relations");

    private record Numbered(String number, JsonNode row) {}

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    /** Whether the field, or one of its alternatives, is that text. */
    public static boolean has(JsonNode row, String field, String text) {
        return row.path(field).asString("").equals(text)
                || any(row.path(field + "Alternatives"), text)
                || any(row.path("alternatives"), text);
    }

    private static boolean any(JsonNode list, String text) {
        return list.valueStream().anyMatch(one -> one.asString("").equals(text));
    }
}
