package org.geotimeline.projection.stance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.geotimeline.act.id.ActId;
import org.geotimeline.json.Nearest;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.rulebook.Dimension;
import org.geotimeline.rulebook.Rulebook;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks for stances: the steps by key, the rulebooks and the acts of a dyad by two plain statements. */
final class FindStances {

    private static final Comparator<Stance> BY_NAME =
            Comparator.comparing(Stance::actor).thenComparing(Stance::subject).thenComparing(Stance::dimension);

    private final StepTable steps;
    private final DataSource source;
    private final Map<Published, Rulebook> rulebooks = new ConcurrentHashMap<>();

    private record Published(String version, long position) {}

    FindStances(StepTable steps, DataSource source) {
        this.steps = steps;
        this.source = source;
    }

    /** The version of the view that answers. */
    String name() {
        return steps.name();
    }

    /** The rulebook of that version, if it was published by that position. */
    Rulebook rulebook(String version, long position) {
        String sql =
                "select version, position, document from projection.%s_rulebook where position <= ?".formatted(name());
        var versions = new TreeSet<String>();
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, position);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString(1).equals(version)) {
                        String document = rows.getString(3);
                        return rulebooks.computeIfAbsent(
                                new Published(version, rows.getLong(2)), p -> StanceTables.read(document));
                    }
                    versions.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the rulebooks", e);
        }
        throw new BadQuestion(
                "rulebook",
                "no rulebook '%s' was published by position %d".formatted(version, position),
                Nearest.to(version, versions));
    }

    /** The acts that a dyad is folded from, and those that they depend on. */
    Set<ActId> acts(Timeline timeline, long position) {
        return steps.acts(timeline, position);
    }

    /**
     * The rows on file, and a row without data for each dimension of a dyad that is asked for by name and has none.
     *
     * @param actors empty means any
     * @param subjects empty means any
     * @param named the actors that are to have a row in any case
     */
    List<Stance> rows(
            Rulebook rulebook,
            Collection<String> actors,
            Collection<String> subjects,
            Collection<String> dimensions,
            Collection<String> named,
            AsOf asOf) {
        var rows = new ArrayList<Stance>();
        List<String> single =
                dimensions.stream().filter(d -> !counts(rulebook, d)).toList();
        for (Map<String, String> keys : keys(rulebook.version(), actors, subjects)) {
            if (!single.isEmpty()) {
                for (StepTable.Step step : steps.slice(keys, single, asOf)) {
                    rows.add(Stance.of(step.timeline().value(1), step.timeline().value(2), step.cell(), step.answer()));
                }
            }
            dimensions.stream()
                    .filter(d -> counts(rulebook, d))
                    .forEach(d -> rows.addAll(counted(rulebook, rulebook.dimension(d), keys, asOf)));
        }
        var there = new HashSet<List<String>>();
        rows.forEach(row -> there.add(List.of(row.actor(), row.subject(), row.dimension())));
        Collection<String> toward = subjects.isEmpty() ? Set.of(rulebook.subject()) : subjects;
        for (String actor : named) {
            for (String subject : toward) {
                for (String dimension : dimensions) {
                    if (!actor.equals(subject) && !there.contains(List.of(actor, subject, dimension))) {
                        rows.add(Stance.noData(rulebook, actor, subject, dimension));
                    }
                }
            }
        }
        rows.sort(BY_NAME);
        return rows;
    }

    private static boolean counts(Rulebook rulebook, String dimension) {
        return kind(rulebook, dimension) == Dimension.Kind.COUNTS;
    }

    /** The profile is no dimension, and is told like a state. */
    private static Dimension.Kind kind(Rulebook rulebook, String dimension) {
        return dimension.equals(Rulebook.PROFILE)
                ? Dimension.Kind.STATE
                : rulebook.dimension(dimension).kind();
    }

    private List<Stance> counted(Rulebook rulebook, Dimension dimension, Map<String, String> keys, AsOf asOf) {
        var byDyad = new LinkedHashMap<Timeline, List<JsonNode>>();
        for (StepTable.Step step : steps.slice(keys, StepTable.Cells.under(Counts.cells(dimension)), asOf)) {
            byDyad.computeIfAbsent(step.timeline(), t -> new ArrayList<>()).add(step.answer());
        }
        return byDyad.entrySet().stream()
                .map(e -> Counts.sum(
                        Stance.noData(rulebook, e.getKey().value(1), e.getKey().value(2), dimension.name()),
                        dimension,
                        e.getValue(),
                        asOf.validAt()))
                .toList();
    }

    private static List<Map<String, String>> keys(
            String version, Collection<String> actors, Collection<String> subjects) {
        List<Map<String, String>> keys = new ArrayList<>();
        for (Optional<String> actor : oneByOne(actors)) {
            for (Optional<String> subject : oneByOne(subjects)) {
                var one = new LinkedHashMap<String, String>();
                one.put("rulebook", version);
                actor.ifPresent(a -> one.put("actor", a));
                subject.ifPresent(s -> one.put("subject", s));
                keys.add(one);
            }
        }
        return keys;
    }

    private static List<Optional<String>> oneByOne(Collection<String> names) {
        return names.isEmpty()
                ? List.of(Optional.empty())
                : names.stream().distinct().map(Optional::of).toList();
    }

    /** One row; without data where nothing is on file. */
    Stance row(Rulebook rulebook, String actor, String subject, String dimension, AsOf asOf) {
        return rows(rulebook, List.of(actor), List.of(subject), List.of(dimension), List.of(actor), asOf).stream()
                .findFirst()
                .orElseGet(() -> Stance.noData(rulebook, actor, subject, dimension));
    }

    /** All that ever stood in those dimensions, in order of days. */
    List<Stance.Interval> intervals(
            Rulebook rulebook, String actor, String subject, Collection<String> dimensions, AsOf asOf) {
        Timeline timeline = Timeline.of(rulebook.version(), actor, subject);
        var held = new ArrayList<Stance.Interval>();
        for (String dimension : dimensions) {
            if (counts(rulebook, dimension)) {
                held.addAll(countedOver(rulebook, rulebook.dimension(dimension), timeline, asOf));
                continue;
            }
            for (StepTable.Interval interval : steps.intervals(timeline, dimension, asOf.knownAt(), asOf.position())) {
                held.add(Stance.of(actor, subject, dimension, interval.answer())
                        .during(text(interval.from()), text(interval.to())));
            }
        }
        return held;
    }

    /** How one day was known over time, as far as the clocks see; counts have no such history. */
    List<Stance.Learned> learned(
            Rulebook rulebook, String actor, String subject, Collection<String> dimensions, AsOf asOf) {
        var keys = Map.of("rulebook", rulebook.version(), "actor", actor, "subject", subject);
        List<String> single =
                dimensions.stream().filter(d -> !counts(rulebook, d)).toList();
        if (single.isEmpty()) {
            return List.of();
        }
        return steps.learned(keys, StepTable.Cells.named(single), asOf.validAt(), asOf.position()).stream()
                .filter(l -> !l.from().isAfter(asOf.knownAt()))
                .map(l -> Stance.of(actor, subject, l.cell(), l.answer())
                        .known(l.from(), l.to() == null || l.to().isAfter(asOf.knownAt()) ? null : l.to()))
                .toList();
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    /** Counts change on each day on which one of their acts comes into the window or leaves it. */
    private List<Stance.Interval> countedOver(Rulebook rulebook, Dimension dimension, Timeline timeline, AsOf asOf) {
        String actor = timeline.value(1);
        String subject = timeline.value(2);
        var changes = new TreeMap<LocalDate, Map<String, JsonNode>>();
        for (StepTable.Interval act : steps.over(
                Map.of("rulebook", timeline.value(0), "actor", actor, "subject", subject),
                StepTable.Cells.under(Counts.cells(dimension)),
                asOf.knownAt(),
                asOf.position())) {
            LocalDate from = act.from() == null ? LocalDate.MIN : act.from();
            changes.computeIfAbsent(from, d -> new TreeMap<>()).put(act.cell(), act.answer());
        }
        var held = new ArrayList<Stance.Interval>();
        var now = new TreeMap<String, JsonNode>();
        for (Map.Entry<LocalDate, Map<String, JsonNode>> change : changes.entrySet()) {
            now.putAll(change.getValue());
            LocalDate next = changes.higherKey(change.getKey());
            Stance silent = Stance.noData(rulebook, actor, subject, dimension.name());
            LocalDate day = change.getKey();
            held.add(Counts.sum(silent, dimension, now.values(), day)
                    .during(
                            day.equals(LocalDate.MIN) ? null : day.toString(),
                            next == null ? null : next.minusDays(1).toString()));
        }
        return held;
    }
}
