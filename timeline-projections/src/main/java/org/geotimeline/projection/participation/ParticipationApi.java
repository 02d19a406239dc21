package org.geotimeline.projection.participation;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.ClockSentence;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.RegisteredNames;
import org.geotimeline.projection.query.ResultPage;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.recording.Register;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /forums/{id}/participation}: who sat in which round, and how. */
@RestController
@RequestMapping("/api/v1/forums")
class ParticipationApi {

    private static final Comparator<SeatRow> BY_ROUND = Comparator.<SeatRow, String>comparing(row -> key(row).get(0))
            .thenComparing(row -> key(row).get(1))
            .thenComparing(row -> key(row).get(2));

    private final StepTable steps;
    private final RegisteredNames names;

    ParticipationApi(StepTables tables, Register register) {
        this.steps = tables.of(ParticipationProjection.NAME);
        this.names = new RegisteredNames(register);
    }

    /**
     * The seats at the rounds of a forum: which entity sat there, and in which role.
     *
     * @param by {@code year} adds the counts of each year
     * @param entity an actor; a round that does not name it has a row that says so
     * @param year the calendar year of a round
     * @param round the id of a round
     */
    @GetMapping(name = "listParticipation", path = "/{forum}/participation")
    @RowsOf(
            projection = ParticipationProjection.NAME,
            timeline = {"forum"},
            cell = "{round}|{entity}")
    Participation participation(
            @PathVariable @AllowedWords(registered = "forum") String forum,
            @RequestParam @Nullable @AllowedWords("year") String by,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String entity,
            @RequestParam @Nullable Integer year,
            @RequestParam @Nullable @AllowedWords(onFile = "round") String round,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor,
            Clocks clocks) {
        names.onFile("forum", forum);
        AsOf asOf = clocks.of(ParticipationProjection.NAME);
        List<SeatRow> seats = steps.slice(Map.of("forum", forum), List.of(), asOf).stream()
                .map(step -> SeatRow.SHAPE.read(step.answer()))
                .filter(row -> year == null || year.equals(row.year()))
                .filter(row -> round == null || row.round().equals(round))
                .sorted(BY_ROUND)
                .toList();
        ResultPage<SeatRow> page = ResultPage.of(
                entity == null ? seats : of(entity, seats),
                ParticipationApi::key,
                limit,
                cursor,
                asOf,
                clocks.question());
        return new Participation(
                asOf,
                null,
                Answer.View.of(steps.name(), asOf.position()),
                summary(forum, seats, asOf),
                forum,
                page.rows(),
                by == null ? null : years(seats),
                page.complete(),
                page.next());
    }

    private static List<String> key(SeatRow row) {
        return List.of(row.date() == null ? "" : row.date(), row.round(), row.entity());
    }

    /** The seats of one entity; a round in which it is not named says so, which is not the same as absent. */
    private static List<SeatRow> of(String entity, List<SeatRow> seats) {
        var rows = new ArrayList<SeatRow>();
        seats.stream()
                .collect(groupingBy(row -> row.round(), TreeMap::new, Collectors.toList()))
                .forEach((round, all) -> rows.add(all.stream()
                        .filter(row -> row.entity().equals(entity))
                        .findFirst()
                        .orElseGet(() -> all.getFirst().notRecorded(entity))));
        rows.sort(BY_ROUND);
        return rows;
    }

    private static List<Participation.Year> years(List<SeatRow> seats) {
        var byYear = new TreeMap<Integer, List<SeatRow>>();
        seats.stream()
                .filter(row -> row.kind().equals("round") && row.year() != null)
                .filter(row -> row.place() != null || !"announced".equals(row.role()))
                .forEach(row -> byYear.computeIfAbsent(Objects.requireNonNull(row.year()), y -> new ArrayList<>())
                        .add(row));
        if (byYear.isEmpty()) {
            return List.of();
        }
        var years = new ArrayList<Participation.Year>();
        for (int year = byYear.firstKey(); year <= byYear.lastKey(); year++) {
            years.add(year(year, byYear.getOrDefault(year, List.of())));
        }
        return years;
    }

    private static Participation.Year year(int year, List<SeatRow> seats) {
        var rounds = new TreeSet<String>();
        seats.forEach(row -> rounds.add(row.round()));
        int counted = (int) seats.stream()
                .filter(row -> row.counted())
                .map(row -> row.entity())
                .distinct()
                .count();
        int possibly = (int) seats.stream()
                .filter(row -> row.counted() || row.present().equals("possibly"))
                .map(row -> row.entity())
                .distinct()
                .count();
        String said = rounds.isEmpty() ? "no round" : "%d counted".formatted(counted);
        return new Participation.Year(year, List.copyOf(rounds), said, counted, possibly);
    }

    private static String summary(String forum, List<SeatRow> seats, AsOf asOf) {
        long rounds = seats.stream()
                .filter(row -> row.kind().equals("round"))
                .map(row -> row.round())
                .distinct()
                .count();
        return "%s, %s had held %d %s by %s."
                .formatted(
                        ClockSentence.asKnown(asOf), forum, rounds, rounds == 1 ? "round" : "rounds", asOf.validAt());
    }
}
