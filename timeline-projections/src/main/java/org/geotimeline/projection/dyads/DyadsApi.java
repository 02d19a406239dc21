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

    private static final Comparator<DyadActRow> BY_DAY = Comparator.<DyadActRow, String>comparing(
                    row -> Period.first(row.act().lower()))
            .thenComparing(row -> Period.last(row.act().upper()))
            .thenComparing(row -> row.act().position())
            .thenComparing(DyadActRow::actor);

    private final CellQuery<DyadActRow> view;
    private final RegisteredNames names;

    DyadsApi(StepTables tables, Register register) {
        this.view = new CellQuery<>(tables, DyadsProjection.NAME, DyadsProjection.KEYS, DyadActRow.SHAPE);
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
    Answer<DyadActRow> dyad(
            Clocks clocks,
            @PathVariable @AllowedWords(registered = "actor") String a,
            @PathVariable @AllowedWords(registered = "actor") String b,
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
        var rows = new ArrayList<DyadActRow>();
        CellQuery<DyadActRow>.Asking asking = asking(clocks, window, family, type, rule);
        asking.where("actor", a).where("subject", b).rows().forEach(rows::add);
        asking.where("actor", b).where("subject", a).rows().stream()
                .filter(row -> !row.through().equals("seat"))
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
    Answer<Counts.OfDyad> dyads(
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
        CellQuery<DyadActRow>.Asking asking =
                asking(clocks, window, family, type, rule).where("actor", actor).where("subject", subject);
        List<DyadActRow> found = asking.rows();
        var byDyad = new TreeMap<String, List<DyadActRow>>();
        found.forEach(row -> byDyad.computeIfAbsent(row.actor() + "\t" + row.subject(), d -> new ArrayList<>())
                .add(row));
        List<Counts.OfDyad> rows =
                byDyad.values().stream().map(own -> ofDyad(own, window)).toList();
        return asking.answer(
                rows, "dyad has acts on file", "dyads have acts on file", limit, cursor, totals(found, rule, window));
    }

    private static String rule(@Nullable String counting) {
        // A plus sign in a query stands for a blank.
        return counting == null ? "acts" : counting.replace(' ', '+');
    }

    private CellQuery<DyadActRow>.Asking asking(
            Clocks clocks, Period<LocalDate> window, @Nullable String family, @Nullable String type, String rule) {
        return view.ask(clocks)
                .maybe(family, row -> row.act().family())
                .maybe(Vocabulary.QualifiedTypes.simple(type), row -> row.act().type())
                .matching(row -> rule.endsWith("+seats") || row.through().equals("act"))
                .matching(
                        row -> Period.maybe(window, row.act().lower(), row.act().upper()));
    }

    private static Counts.Totals totals(List<DyadActRow> rows, String rule, Period<LocalDate> window) {
        List<DyadActRow> counted = rule.startsWith("acts") ? once(rows) : rows;
        Counts all = counts(counted, window);
        var years = new TreeMap<String, List<DyadActRow>>();
        counted.forEach(row -> years(row)
                .forEach(year ->
                        years.computeIfAbsent(year, y -> new ArrayList<>()).add(row)));
        var families = new TreeMap<String, List<DyadActRow>>();
        counted.forEach(row -> families.computeIfAbsent(row.act().family(), f -> new ArrayList<>())
                .add(row));
        var byYear = new ArrayList<Counts.OfYear>();
        years.forEach((year, own) -> byYear.add(ofYear(year, own)));
        var byFamily = new TreeMap<String, Counts>();
        families.forEach((family, own) -> byFamily.put(family, counts(own, window)));
        return new Counts.Totals(all.atLeast(), all.atMost(), rule, byYear, byFamily);
    }

    private static List<DyadActRow> once(List<DyadActRow> rows) {
        Set<String> seen = new HashSet<>();
        return rows.stream().filter(row -> seen.add(row.act().id())).toList();
    }

    /** The years that an act may touch; none if it is open. */
    private static List<String> years(DyadActRow row) {
        String first = row.act().lower();
        String last = row.act().upper();
        if (first == null || last == null) {
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

    private static Counts.OfYear ofYear(String year, List<DyadActRow> rows) {
        Counts counts = counts(rows, Period.days("valid", year, year));
        return new Counts.OfYear(counts.atLeast(), counts.atMost(), year);
    }

    private static Counts.OfDyad ofDyad(List<DyadActRow> rows, Period<LocalDate> window) {
        Counts counts = counts(rows, window);
        DyadActRow first = rows.getFirst();
        return new Counts.OfDyad(counts.atLeast(), counts.atMost(), first.actor(), first.subject());
    }

    private static Counts counts(List<DyadActRow> rows, Period<LocalDate> window) {
        return new Counts(
                rows.stream()
                        .filter(row -> Period.surely(
                                window, row.act().lower(), row.act().upper()))
                        .count(),
                rows.stream()
                        .filter(row -> Period.maybe(
                                window, row.act().lower(), row.act().upper()))
                        .count());
    }
}
