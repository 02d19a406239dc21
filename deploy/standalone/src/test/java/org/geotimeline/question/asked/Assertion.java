package org.geotimeline.question.asked;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** One condition on the answers to a question. */
record Assertion(JsonNode written) {

    private static final Optional<Wrong> HOLDS = Optional.empty();

    /** Empty if the assertion holds; otherwise its failure, or the reason why it cannot be understood. */
    Optional<Wrong> check(List<Answer> answers) {
        try {
            return checked(answers);
        } catch (RuntimeException e) {
            return wrong(e.toString(), written.toString());
        }
    }

    /** The call of this assertion, for the report. */
    String about(List<JsonNode> calls) {
        int n = written.path("call").asInt(0);
        return n >= 0 && n < calls.size() ? Asker.address(calls.get(n)) : "no call " + n;
    }

    private Optional<Wrong> checked(List<Answer> answers) {
        if (!written.isObject()) {
            return wrong("this assertion", "an object");
        }
        List<Operator> operators = Operator.in(written);
        if (operators.size() != 1) {
            return wrong("operators " + operators, "exactly one of " + List.of(Operator.values()));
        }
        Operator operator = operators.getFirst();
        List<String> unknown = operator.unknownKeys(written);
        if (!unknown.isEmpty()) {
            return wrong("unknown key " + unknown, "the language");
        }
        JsonNode want = written.get(operator.key());
        Answer answer = answer(answers, written.path("call"));
        if (operator == Operator.STATUS) {
            boolean isMeant = Question.list(want).stream()
                    .anyMatch(status -> status.isNumber() && status.asDouble() == answer.status());
            return isMeant ? HOLDS : wrong("HTTP " + answer.status(), "HTTP " + want);
        }
        if (!answer.isGood()) {
            return wrong("HTTP %d %s".formatted(answer.status(), answer.body()), operator.key() + " " + want);
        }
        String in = written.path("in").asString("");
        JsonNode body = answer.body();
        if (!body.isObject()
                || (in.isEmpty() && body.has("rows") && !body.get("rows").isArray())) {
            return wrong("an answer without a list `rows`: " + body, operator.key() + " " + want);
        }
        if (saysNothing(operator, want) && in.isEmpty() && !body.has("rows") && !body.has("id")) {
            return wrong("an answer without `rows`: " + body, operator.key() + " " + want);
        }
        List<JsonNode> all = Reading.rows(body, in.isEmpty() ? null : in).stream()
                .filter(row -> !row.isNull())
                .toList();
        JsonNode where = written.path("where");
        List<JsonNode> rows =
                all.stream().filter(row -> Matching.matches(row, where)).toList();
        return switch (operator) {
            case SET -> set(rows, string(written, "set"));
            case ORDERED -> ordered(rows, want);
            case HAS -> has(rows, want);
            case COUNT -> count(rows, want);
            case BOUNDS -> bounds(all, where, want);
            case COMMON -> common(rows, string(written, "common"));
            case ELAPSED -> elapsed(answers, want);
            case INTERVAL -> interval(rows, want);
            case EXISTS -> exists(rows, want);
            case ABSENT -> absent(rows, want);
            case TEXT -> text(rows, string(written, "text"));
            case STATUS -> throw new IllegalStateException("the status was looked at before");
        };
    }

    /** An assertion of absence proves nothing if the answer has no place for the value. */
    private boolean saysNothing(Operator operator, JsonNode want) {
        return switch (operator) {
            case ABSENT -> true;
            case SET -> Matching.items(written.path("equals")).findAny().isEmpty();
            case COUNT -> want.isNumber() && want.asDouble() == 0;
            case ORDERED, HAS, BOUNDS, COMMON, ELAPSED, INTERVAL, EXISTS, TEXT, STATUS -> false;
        };
    }

    // ---------------------------------------------------------------------------------------------- the operators

    private Optional<Wrong> set(List<JsonNode> rows, String field) {
        var got = new TreeSet<String>(Matching.same(field, present(rows, field)));
        var want = new TreeSet<String>(Matching.same(field, Matching.items(written.path("equals"))));
        return unless(got.equals(want), got, want);
    }

    private Optional<Wrong> ordered(List<JsonNode> rows, JsonNode wanted) {
        String field = written.path("field").asString("id");
        List<String> got = rows.stream()
                .map(row -> Reading.same(field, Reading.raw(row, field)))
                .toList();
        List<String> want =
                Matching.items(wanted).map(value -> Reading.same(field, value)).toList();
        return unless(got.equals(want), got, want);
    }

    private Optional<Wrong> has(List<JsonNode> rows, JsonNode wanted) {
        List<JsonNode> meant = rows.stream()
                .filter(row -> Matching.matches(row, written.path("row")))
                .toList();
        if (meant.size() != 1) {
            return wrong("%d rows for %s".formatted(meant.size(), written.path("row")), "one row with " + wanted);
        }
        var different = new TreeMap<String, String>();
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            JsonNode got = Reading.raw(meant.getFirst(), field.getKey());
            if (!isAs(field.getKey(), got, field.getValue())) {
                different.put(field.getKey(), got.isMissingNode() ? "no such field" : got.toString());
            }
        }
        return unless(different.isEmpty(), different, wanted);
    }

    private static boolean isAs(String field, JsonNode got, JsonNode want) {
        if (got.isMissingNode()) {
            return want.isNull() || (want.isArray() && want.isEmpty());
        }
        if (want.isArray()) {
            Stream<JsonNode> values = Question.list(got).stream().filter(value -> !value.isNull());
            return Matching.same(field, values).equals(Matching.same(field, Matching.items(want)));
        }
        if (want.isObject() && want.has("not")) {
            return !Matching.same(field, Matching.items(want.get("not"))).contains(Reading.same(field, got));
        }
        if (Matching.isAnything(want)) {
            return !Reading.isNothing(got);
        }
        return want.isNull() ? Reading.isNothing(got) : Reading.same(field, got).equals(Reading.same(field, want));
    }

    private Optional<Wrong> count(List<JsonNode> rows, JsonNode want) {
        String field = written.path("field").asString("");
        int got = field.isEmpty()
                ? rows.size()
                : Matching.same(field, rows.stream().flatMap(row -> Reading.values(row, field).stream()))
                        .size();
        boolean holds = want.isArray()
                ? number(want.get(0)) <= got && got <= number(want.get(1))
                : want.isNumber() && number(want) == got;
        return unless(holds, got, want);
    }

    /** The numbers of rows that certainly and that possibly have one of the values. */
    private Optional<Wrong> bounds(List<JsonNode> rows, JsonNode where, JsonNode want) {
        Set<String> values = where.has("value") ? same(Matching.items(where.get("value"))) : Set.of();
        int least = 0;
        int most = 0;
        for (JsonNode row : rows) {
            if (!row.isObject() || !Matching.matches(row, without(where, "value"))) {
                continue;
            }
            if (Reading.same(row.path("certainty")).equals("possible")) {
                Set<String> alternatives = Reading.isNothing(row.path("alternatives")) || !row.has("alternatives")
                        ? Set.of()
                        : same(Matching.items(row.path("alternatives")));
                least += !alternatives.isEmpty() && values.containsAll(alternatives) ? 1 : 0;
                most += alternatives.stream().anyMatch(values::contains) ? 1 : 0;
            } else if (values.contains(row.has("value") ? Reading.same(row.get("value")) : "None")) {
                least++;
                most++;
            }
        }
        boolean holds = want.isArray()
                ? want.size() == 2 && number(want.get(0)) == least && number(want.get(1)) == most
                : want.isNumber() && least == most && number(want) == least;
        return unless(holds, List.of(least, most), want);
    }

    /** The values that every group of rows has. */
    private Optional<Wrong> common(List<JsonNode> rows, String field) {
        String over = string(written, "over");
        var groups = new TreeMap<String, Set<String>>();
        for (JsonNode row : rows) {
            for (JsonNode group : Reading.values(row, over)) {
                groups.computeIfAbsent(Reading.same(group), g -> new HashSet<>())
                        .addAll(same(Reading.values(row, field).stream()));
            }
        }
        var got = new TreeSet<String>();
        groups.values().stream().findFirst().ifPresent(got::addAll);
        groups.values().forEach(got::retainAll);
        var want = new TreeSet<String>(same(Matching.items(written.path("equals"))));
        return unless(got.equals(want), "%s over %d groups".formatted(got, groups.size()), want);
    }

    private Optional<Wrong> elapsed(List<Answer> answers, JsonNode wanted) {
        var ends = new ArrayList<Days>();
        for (String side : List.of("from", "to")) {
            JsonNode end = written.path(side);
            JsonNode date = end.isObject() ? date(answers, end) : end;
            if (Reading.isNullOrMissing(date)) {
                return wrong("not one date for %s %s".formatted(side, end), "a date");
            }
            ends.add(Days.of(date));
        }
        LocalDate firstFrom = ends.get(0).first();
        LocalDate lastFrom = ends.get(0).last();
        LocalDate firstTo = ends.get(1).first();
        LocalDate lastTo = ends.get(1).last();
        if (firstFrom == null || lastFrom == null || firstTo == null || lastTo == null) {
            return wrong("an open date", "two dates");
        }
        Map.Entry<String, JsonNode> unit = wanted.properties().iterator().next();
        List<Long> got = unit.getKey().equals("days")
                ? List.of(Days.days(lastFrom, firstTo), Days.days(firstFrom, lastTo))
                : List.of(Days.fullYears(lastFrom, firstTo), Days.fullYears(firstFrom, lastTo));
        JsonNode want = unit.getValue();
        boolean holds = want.isArray()
                ? want.size() == 2 && number(want.get(0)) == got.get(0) && number(want.get(1)) == got.get(1)
                : number(want) == got.get(0) && number(want) == got.get(1);
        return unless(holds, got, wanted);
    }

    /** The date of the only matching row; missing if there is none or more than one. */
    private static JsonNode date(List<Answer> answers, JsonNode end) {
        String in = end.path("in").asString("");
        List<JsonNode> rows = Reading.rows(answer(answers, end.path("call")).body(), in.isEmpty() ? null : in).stream()
                .filter(row -> Matching.matches(row, end.path("row")))
                .toList();
        return rows.size() == 1
                ? Reading.raw(rows.getFirst(), end.path("field").asString("valid"))
                : MissingNode.getInstance();
    }

    /** The least {@code from} and the greatest {@code to} of the rows; open if one of them is open. */
    private static Optional<Wrong> interval(List<JsonNode> rows, JsonNode want) {
        if (rows.isEmpty()) {
            return wrong("no row", want.toString());
        }
        var got = new TreeMap<String, Optional<String>>();
        List<Optional<String>> froms =
                rows.stream().map(row -> day(row, "from")).toList();
        List<Optional<String>> tos = rows.stream().map(row -> day(row, "to")).toList();
        got.put(
                "from",
                isOpen(froms)
                        ? Optional.empty()
                        : froms.stream().flatMap(Optional::stream).min(String::compareTo));
        got.put(
                "to",
                isOpen(tos)
                        ? Optional.empty()
                        : tos.stream().flatMap(Optional::stream).max(String::compareTo));
        for (Map.Entry<String, JsonNode> bound : want.properties()) {
            Optional<String> day = got.getOrDefault(bound.getKey(), Optional.empty());
            JsonNode meant = bound.getValue();
            boolean holds = day.isEmpty()
                    ? meant.isNull()
                    : meant.isString() && meant.asString().equals(day.get());
            if (!holds) {
                return wrong(got.toString(), want.toString());
            }
        }
        return HOLDS;
    }

    private static boolean isOpen(List<Optional<String>> days) {
        return days.stream().anyMatch(Optional::isEmpty);
    }

    /** First ten characters of a date or an instant. */
    private static Optional<String> day(JsonNode row, String field) {
        JsonNode value = row.isObject() ? row.path(field) : MissingNode.getInstance();
        if (Reading.isNullOrMissing(value)) {
            return Optional.empty();
        }
        String day = value.isObject() ? value.path("edtf").asString("") : value.asString();
        return !value.isObject() && (day.isEmpty() || day.equals(".."))
                ? Optional.empty()
                : Optional.of(day.substring(0, Math.min(10, day.length())));
    }

    private static Optional<Wrong> exists(List<JsonNode> rows, JsonNode want) {
        return unless(
                rows.stream().anyMatch(row -> Matching.matches(row, want)),
                "none of %d rows".formatted(rows.size()),
                "a row with " + want);
    }

    private static Optional<Wrong> absent(List<JsonNode> rows, JsonNode want) {
        List<JsonNode> found =
                rows.stream().filter(row -> Matching.matches(row, want)).toList();
        return unless(found.isEmpty(), "such rows: " + found, "no row with " + want);
    }

    private static Optional<Wrong> text(List<JsonNode> rows, String words) {
        String want = Reading.searchable(words);
        boolean isSaid = rows.stream()
                .flatMap(Assertion::texts)
                .anyMatch(text -> Reading.searchable(text).contains(want));
        return unless(isSaid, "not in %d rows".formatted(rows.size()), "the words " + words);
    }

    private static Stream<String> texts(JsonNode value) {
        return value.isString()
                ? Stream.of(value.asString())
                : value.valueStream().flatMap(Assertion::texts);
    }

    // ------------------------------------------------------------------------------------------------ small things

    private static Answer answer(List<Answer> answers, JsonNode call) {
        int n = call.isString() ? Integer.parseInt(call.asString()) : call.asInt(0);
        return n < 0 || n >= answers.size() ? new Answer(0, Asker.problem("no call " + n)) : answers.get(n);
    }

    private static Stream<JsonNode> present(List<JsonNode> rows, String field) {
        return rows.stream().flatMap(row -> Reading.values(row, field).stream()).filter(value -> !value.isNull());
    }

    private static Set<String> same(Stream<JsonNode> values) {
        return Matching.same("", values);
    }

    private static JsonNode without(JsonNode where, String field) {
        if (!where.has(field)) {
            return where;
        }
        var rest = ((tools.jackson.databind.node.ObjectNode) where).deepCopy();
        rest.remove(field);
        return rest;
    }

    private static String string(JsonNode from, String field) {
        if (!from.path(field).isString()) {
            throw new IllegalArgumentException("no " + field + " in " + from);
        }
        return from.path(field).asString();
    }

    private static double number(@Nullable JsonNode node) {
        if (node == null || !node.isNumber()) {
            throw new IllegalArgumentException("not a number: " + node);
        }
        return node.asDouble();
    }

    private static Optional<Wrong> unless(boolean holds, Object got, Object want) {
        return holds ? HOLDS : wrong(got.toString(), want.toString());
    }

    private static Optional<Wrong> wrong(String got, String want) {
        return Optional.of(new Wrong(got, want));
    }
}
