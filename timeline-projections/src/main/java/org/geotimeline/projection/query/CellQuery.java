package org.geotimeline.projection.query;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotimeline.projection.query.RowOver.Known;
import org.geotimeline.projection.query.RowOver.Span;
import org.geotimeline.projection.query.RowOver.Valid;
import org.geotimeline.projection.query.StepTable.Cells;
import org.geotimeline.projection.row.RowShape;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A question whose rows are the cells of a projection: on one day, over valid time ({@code over=valid}: each row with its
 * first and last day), or as one day was known over time ({@code over=known}: each row with the instants between which it
 * was known so).
 *
 * @param <R> what a row has: the key values of its timeline, what the name of its cell says, and the answer
 */
public final class CellQuery<R extends Record> {

    private final StepTable steps;
    private final String projection;
    private final List<String> keys;
    private final RowShape<R> shape;

    /** @param keys the names of the key columns of the projection */
    public CellQuery(StepTables tables, String projection, List<String> keys, RowShape<R> shape) {
        this.steps = tables.of(projection);
        this.projection = projection;
        this.keys = List.copyOf(keys);
        this.shape = shape;
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
        private Predicate<R> wanted = row -> true;
        private @Nullable String over;

        private Asking(AsOf asOf, String question) {
            this.asOf = asOf;
            this.question = question;
        }

        public AsOf asOf() {
            return asOf;
        }

        /** Only timelines with that key value; any if it is null. */
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

        /**
         * Only rows that have, or may have, that text; any if it is null.
         *
         * @param value the field that may hold the text
         * @param alternatives the fields that say what it may be
         */
        @SafeVarargs
        public final Asking maybe(
                @Nullable String text,
                Function<R, @Nullable String> value,
                Function<R, @Nullable List<String>>... alternatives) {
            return text == null ? this : matching(row -> CellQuery.maybe(row, text, value, alternatives));
        }

        public Asking matching(Predicate<R> more) {
            wanted = wanted.and(more);
            return this;
        }

        public Asking over(@Nullable String given) {
            this.over = given;
            return this;
        }

        /** All rows on the one day, in order of keys, then cells. */
        public List<R> rows() {
            return steps.slice(where, cells, asOf).stream()
                    .map(s -> row(s.timeline(), s.cell(), s.answer()))
                    .filter(wanted)
                    .toList();
        }

        /** All rows, in order of keys, cells, then time. */
        public List<RowOver<R>> rowsOver() {
            return found().filter(row -> wanted.test(row.row())).toList();
        }

        private Stream<RowOver<R>> found() {
            if (over == null) {
                return steps.slice(where, cells, asOf).stream()
                        .map(s -> new RowOver<>(row(s.timeline(), s.cell(), s.answer()), null));
            }
            if (over.equals("valid")) {
                return steps.over(where, cells, asOf.knownAt(), asOf.position()).stream()
                        .map(i -> new RowOver<>(
                                row(i.timeline(), i.cell(), i.answer()), new Valid(text(i.from()), text(i.to()))));
            }
            return steps.learned(where, cells, asOf.validAt(), asOf.position()).stream()
                    .filter(l -> !l.from().isAfter(asOf.knownAt()))
                    .map(l -> new RowOver<>(row(l.timeline(), l.cell(), l.answer()), known(l)));
        }

        private Span known(StepTable.Learned learned) {
            boolean ended = learned.to() != null && !learned.to().isAfter(asOf.knownAt());
            return new Known(learned.from().toString(), ended ? Objects.toString(learned.to()) : null);
        }

        public Answer<RowOver<R>> answer(String one, String many, @Nullable Integer limit, @Nullable String cursor) {
            return answer(rowsOver(), one, many, limit, cursor, null);
        }

        /** @param totals the totals of all rows together; null if there are none */
        public <T> Answer<T> answer(
                List<T> rows,
                String one,
                String many,
                @Nullable Integer limit,
                @Nullable String cursor,
                @Nullable Object totals) {
            // What is pinned never changes, so that a row's place in the list is a key.
            List<Numbered<T>> numbered = IntStream.range(0, rows.size())
                    .mapToObj(n -> new Numbered<>("%09d".formatted(n), rows.get(n)))
                    .toList();
            ResultPage<Numbered<T>> page =
                    ResultPage.of(numbered, row -> List.of(row.number()), limit, cursor, asOf, question);
            return new Answer<>(
                    asOf,
                    null,
                    Answer.View.of(steps.name(), asOf.position()),
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

    private R row(Timeline timeline, String cell, JsonNode answer) {
        return shape.read(key -> timeline.value(keys.indexOf(key)), cell, answer);
    }

    private record Numbered<T>(String number, T row) {}

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    /** Whether the value, or one of its alternatives, is that text. */
    @SafeVarargs
    public static <R> boolean maybe(
            R row,
            String text,
            Function<R, @Nullable String> value,
            Function<R, @Nullable List<String>>... alternatives) {
        return text.equals(value.apply(row))
                || Arrays.stream(alternatives)
                        .map(field -> field.apply(row))
                        .anyMatch(list -> list != null && list.contains(text));
    }
}
