package org.geotimeline.projection.dyads;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.CellQuery;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.Period;
import org.geotimeline.projection.query.RegisteredNames;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.query.Vocabulary;
import org.geotimeline.recording.Register;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /dyads} and {@code /dyads/{a}/{b}}. */
@RestController
@RequestMapping("/api/v1/dyads")
class DyadsApi {

    /**
     * How one act is counted: {@code acts}, once whatever the number of its parties; {@code parties}, once for each pair of
     * parties; in both cases {@code +seats} adds what the two only sat in together.
     */
    static final class Counting implements Vocabulary {
        @Override
        public Collection<String> words() {
            return List.of("acts", "parties", "acts+seats", "parties+seats");
        }
    }

    private static final Comparator<JsonNode> BY_DAY = Comparator.<JsonNode, String>comparing(
                    row -> row.path("lower").asString(""))
            .thenComparing(row -> row.path("upper").asString("~"))
            .thenComparing(row -> row.path("position").asLong())
            .thenComparing(row -> row.path("actor").asString());

    private final CellQuery view;
    private final RegisteredNames names;

    DyadsApi(StepTables tables, Register register) {
        this.view = new CellQuery(tables, DyadsProjection.NAME, DyadsProjection.KEYS, (row, cell) -> row.remove("act"));
        this.names = new RegisteredNames(register);
    }

    /**
     * What the two did toward each other, in both directions, with counts by year and family in {@code totals}.
     *
     * @param counting whether a round counts at which both only had a seat: {@code acts} or {@code acts+seats}
     */
    @GetMapping(name = "listDyadActs", path = "/{a}/{b}")
    @RowsOf(
            projection = DyadsProjection.NAME,
            timeline = {"actor", "subject", "id"},
            cell = DyadsProjection.ACT)
    Answer<JsonNode> dyad(
            Clocks clocks,
            @PathVariable String a,
            @PathVariable String b,
            @RequestParam @Nullable String validFrom,
            @RequestParam @Nullable String validTo,
            @RequestParam @Nullable @AllowedWords(of = Vocabulary.Families.class) String family,
            @RequestParam @Nullable @AllowedWords(of = {Vocabulary.Types.class, Vocabulary.QualifiedTypes.class})
                    String type,
            @RequestParam @Nullable @AllowedWords(of = Counting.class) String counting,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        names.onFile("actor", a);
        names.onFile("actor", b);
        String rule = rule(counting);
        Period<LocalDate> window = Period.days("valid", validFrom, validTo);
        var rows = new ArrayList<JsonNode>();
        CellQuery.Asking asking = asking(clocks, window, family, type, rule);
        asking.where("actor", a).where("subject", b).rows().forEach(rows::add);
        asking.where("actor", b).where("subject", a).rows().stream()
                .filter(row -> !row.path("through").asString("").equals("seat"))
                .forEach(rows::add);
        rows.sort(BY_DAY);
        return asking.answer(
                rows,
                "act between the two is on file",
                "acts between the two are on file",
                limit,
                cursor,
                totals(rows, rule, window));
    }

    /**
     * How often each actor did something toward the subject.
     *
     * @param counting {@code acts} or {@code parties}, either with {@code +seats}; said again in {@code totals}
     */
    @GetMapping(name = "listDyads")
    Answer<JsonNode> dyads(
            Clocks clocks,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String actor,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String subject,
            @RequestParam @Nullable String validFrom,
            @RequestParam @Nullable String validTo,
            @RequestParam @Nullable @AllowedWords(of = Vocabulary.Families.class) String family,
            @RequestParam @Nullable @AllowedWords(of = {Vocabulary.Types.class, Vocabulary.QualifiedTypes.class})
                    String type,
            @RequestParam @Nullable @AllowedWords(of = Counting.class) String counting,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        if (actor == null && subject == null) {
            throw new BadQuestion("subject", "a subject or an actor is required, as in subject=TAL");
        }
        String rule = rule(counting);
        Period<LocalDate> window = Period.days("valid", validFrom, validTo);
        CellQuery.Asking asking =
                asking(clocks, window, family, type, rule).where("actor", actor).where("subject", subject);
        List<JsonNode> found = asking.rows();
        var byDyad = new TreeMap<String, List<JsonNode>>();
        found.forEach(row -> byDyad.computeIfAbsent(
                        row.path("actor").asString() + "\t"
                                + row.path("subject").asString(),
                        d -> new ArrayList<>())
                .add(row));
        List<JsonNode> rows = byDyad.values().stream()
                .map(own -> (JsonNode) counts(own, window)
                        .put("actor", own.get(0).path("actor").asString())
                        .put("subject", own.get(0).path("subject").asString()))
                .toList();
        return asking.answer(
                rows, "dyad has acts on file", "dyads have acts on file", limit, cursor, totals(found, rule, window));
    }

    private static String rule(@Nullable String counting) {
        // A plus sign in a query stands for a blank.
        return counting == null ? "acts" : counting.replace(' ', '+');
    }

    private CellQuery.Asking asking(
            Clocks clocks, Period<LocalDate> window, @Nullable String family, @Nullable String type, String rule) {
        return view.ask(clocks)
                .matching("family", family)
                .matching("type", Vocabulary.QualifiedTypes.simple(type))
                .matching(row -> rule.endsWith("+seats")
                        || row.path("through").asString("").equals("act"))
                .matching(row -> Period.maybe(window, row));
    }

    /** Counts are lower bounds where the sources are; an act whose days leave it open lies between the two numbers. */
    private static ObjectNode totals(List<JsonNode> rows, String rule, Period<LocalDate> window) {
        List<JsonNode> counted = rule.startsWith("acts") ? once(rows) : rows;
        ObjectNode totals = counts(counted, window);
        totals.put("counting", rule);
        var years = new TreeMap<String, List<JsonNode>>();
        counted.forEach(row -> year(row)
                .forEach(year ->
                        years.computeIfAbsent(year, y -> new ArrayList<>()).add(row)));
        var byYear = totals.putArray("byYear");
        years.forEach((year, own) ->
                byYear.add(counts(own, Period.days("valid", year, year)).put("year", year)));
        var families = new TreeMap<String, List<JsonNode>>();
        counted.forEach(row -> families.computeIfAbsent(row.path("family").asString(), f -> new ArrayList<>())
                .add(row));
        ObjectNode byFamily = totals.putObject("byFamily");
        families.forEach((family, own) -> byFamily.set(family, counts(own, window)));
        return totals;
    }

    private static List<JsonNode> once(List<JsonNode> rows) {
        Set<String> seen = new HashSet<>();
        return rows.stream().filter(row -> seen.add(row.path("id").asString())).toList();
    }

    /** The years that an act may touch; none where it is open. */
    private static List<String> year(JsonNode row) {
        String first = row.path("lower").asString("");
        String last = row.path("upper").asString("");
        if (first.isEmpty() || last.isEmpty()) {
            return List.of();
        }
        var years = new ArrayList<String>();
        for (int year = Integer.parseInt(first.substring(0, 4));
                year <= Integer.parseInt(last.substring(0, 4));
                year++) {
            years.add(Integer.toString(year));
        }
        return years;
    }

    private static ObjectNode counts(List<JsonNode> rows, Period<LocalDate> window) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "atLeast",
                        rows.stream().filter(row -> Period.surely(window, row)).count())
                .put(
                        "atMost",
                        rows.stream().filter(row -> Period.maybe(window, row)).count());
    }
}
