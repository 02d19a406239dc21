package org.geotimeline.projection.stance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.geotimeline.projection.fold.Days;
import org.geotimeline.projection.fold.Move;
import org.geotimeline.projection.fold.PossibleValues;
import org.geotimeline.rulebook.Condition;
import org.geotimeline.rulebook.Derived;
import org.geotimeline.rulebook.Dimension;
import org.geotimeline.rulebook.Dimension.Kind;
import org.geotimeline.rulebook.Rule.Doing;
import org.geotimeline.rulebook.Rulebook;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The answers of one dyad: one cell for each state, set and the profile. What is derived is derived from each combination of what is
 * possible, so that <em>possibly</em> runs through.
 */
final class StanceCells {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Rulebook rulebook;
    private final StanceAnswers writer;
    private final Map<String, Track> byTrack = new LinkedHashMap<>();
    private final Map<String, NavigableMap<LocalDate, JsonNode>> answers = new LinkedHashMap<>();
    private final Set<String> profiled = new TreeSet<>(); // the dimensions that the profile reads

    /**
     * One value that may stand.
     *
     * @param causes the moves that gave it; none for {@link Rulebook#NO_DATA} and for a flag before all acts
     * @param rule by which rule; null where there is no cause
     */
    record Possible(
            String value, List<Move.Cause> causes, @Nullable String rule) {}

    /** What may be of one state or flag, or of one element of a set, from which day on. */
    private static final class Track {
        private final PossibleValues.Growing growing;
        private final Function<PossibleValues.State, Possible> naming;
        private final NavigableMap<Long, Set<Possible>> steps = new TreeMap<>();

        Track(PossibleValues.Growing growing, Function<PossibleValues.State, Possible> naming, List<Move> moves) {
            this.growing = growing;
            this.naming = naming;
            growing.add(moves);
            name(Days.BEFORE_ALL);
        }

        long add(List<Move> moves) {
            long from = growing.add(moves);
            name(from);
            return from;
        }

        private void name(long from) {
            steps.tailMap(from, true).clear();
            growing.steps().tailMap(from, true).forEach((day, states) -> {
                var possible = new LinkedHashSet<Possible>();
                states.forEach(state -> possible.add(naming.apply(state)));
                steps.put(day, possible);
            });
        }

        Set<Possible> on(long day) {
            return steps.floorEntry(day).getValue();
        }

        NavigableSet<Long> from(long day) {
            return steps.navigableKeySet().tailSet(day, true);
        }
    }

    StanceCells(Rulebook rulebook, Effects effects) {
        this.rulebook = rulebook;
        this.writer = new StanceAnswers(rulebook);
        Map<String, List<Move>> moves = effects.byTrack();
        for (Dimension dimension : rulebook.dimensions().values()) {
            String name = dimension.name();
            switch (dimension.kind()) {
                case STATE, FLAG ->
                    byTrack.put(name, track(dimension, effects.lowers(name), moves.getOrDefault(name, List.of())));
                case SET ->
                    dimension.values().stream()
                            .map(value -> Effects.element(name, value))
                            .filter(moves::containsKey)
                            .forEach(track -> byTrack.put(track, element(moves.getOrDefault(track, List.of()))));
                case COUNTS, VECTOR -> {} // counts are cells of their acts, and no rule makes a vector
            }
            if (single(dimension)) {
                answers.put(name, new TreeMap<>());
            }
        }
        answers.put(Rulebook.PROFILE, new TreeMap<>());
        rulebook.profile().rows().forEach(row -> profiled.addAll(reads(row)));
    }

    /**
     * Adds moves.
     *
     * @return the first day on which what is possible may be otherwise now; {@link Days#AFTER_ALL} where none is
     */
    long add(Map<String, List<Move>> moves) {
        long from = Days.AFTER_ALL;
        for (Map.Entry<String, List<Move>> more : moves.entrySet()) {
            Track track = byTrack.computeIfAbsent(more.getKey(), element -> element(List.of()));
            from = Math.min(from, track.add(more.getValue()));
        }
        return from;
    }

    /** Whether it has one cell of its own: states and sets. */
    static boolean single(Dimension dimension) {
        return dimension.kind() == Kind.STATE || dimension.kind() == Kind.SET;
    }

    private Track track(Dimension dimension, boolean lowers, List<Move> moves) {
        String byDefault = dimension.byDefault();
        int height = byDefault == null ? 0 : dimension.level(byDefault);
        int initial = byDefault == null ? PossibleValues.NOTHING : lowers ? -height : height;
        var values = new PossibleValues(
                rulebook.precedence().renews(Doing.SET),
                rulebook.precedence().renews(lowers ? Doing.AT_MOST : Doing.AT_LEAST),
                fading(dimension, lowers));
        return new Track(values.growing(initial), state -> possible(dimension, state, lowers), moves);
    }

    private Possible possible(Dimension dimension, PossibleValues.State state, boolean lowers) {
        Move by = state.by();
        if (by == null) {
            String byDefault = dimension.byDefault();
            return new Possible(byDefault == null ? Rulebook.NO_DATA : byDefault, List.of(), null);
        }
        return possible(dimension, state, by, lowers);
    }

    /** A value that has faded keeps the act from which it did, and holds since the day on which it did. */
    private Possible possible(Dimension dimension, PossibleValues.State state, Move by, boolean lowers) {
        Move.Cause cause = by.cause();
        if (state.level() == by.level()) {
            return new Possible(cause.value(), List.of(cause), cause.rule());
        }
        Dimension.Decay decay = decay(dimension, cause.value()).orElseThrow();
        LocalDate faded = Days.date(cause.last()).plus(decay.after());
        String value = dimension.values().get(lowers ? -state.level() : state.level());
        var since = new Move.Cause(
                cause.act(), value, Edtf.day(faded), Days.of(faded), Days.of(faded), cause.rule(), cause.relations());
        return new Possible(value, List.of(since), cause.rule());
    }

    private static Optional<Dimension.Decay> decay(Dimension dimension, String value) {
        return dimension.decay().stream()
                .filter(d -> d.values().contains(value))
                .findFirst();
    }

    private static Map<Integer, PossibleValues.Fading> fading(Dimension dimension, boolean lowers) {
        var fading = new HashMap<Integer, PossibleValues.Fading>();
        for (String value : dimension.values()) {
            decay(dimension, value).ifPresent(d -> {
                int from = dimension.level(value);
                int to = dimension.level(d.to());
                fading.put(lowers ? -from : from, new PossibleValues.Fading(lowers ? -to : to, d.after()));
            });
        }
        return fading;
    }

    /** Whether one element may be in its set; {@link Rulebook#NO_DATA} before any act speaks of it. */
    private Track element(List<Move> moves) {
        var values = new PossibleValues(rulebook.precedence().renews(Doing.ADD), false);
        return new Track(values.growing(PossibleValues.NOTHING), StanceCells::element, moves);
    }

    private static Possible element(PossibleValues.State state) {
        Move by = state.by();
        return by == null
                ? new Possible(Rulebook.NO_DATA, List.of(), null)
                : new Possible(
                        state.level() == Effects.IN ? Rulebook.NOT_EMPTY : Rulebook.EMPTY,
                        List.of(by.cause()),
                        by.cause().rule());
    }

    /** For each state and set, and for the profile, the days on which its answer changes. */
    Map<String, NavigableMap<LocalDate, JsonNode>> answers() {
        tell(Days.BEFORE_ALL);
        return answers;
    }

    /** The same from one day on, where before it all is as it was told last. */
    Map<String, NavigableMap<LocalDate, JsonNode>> answersFrom(long day) {
        tell(day);
        var tails = new LinkedHashMap<String, NavigableMap<LocalDate, JsonNode>>();
        answers.forEach((name, steps) -> tails.put(name, steps.tailMap(Days.date(day), true)));
        return tails;
    }

    private void tell(long from) {
        answers.values().forEach(steps -> steps.tailMap(Days.date(from), true).clear());
        var days = new TreeSet<Long>();
        byTrack.values().forEach(track -> days.addAll(track.from(from)));
        Evening evening = from == Days.BEFORE_ALL ? Evening.NONE : evening(from - 1);
        for (long day : days) {
            evening = after(evening, given(day));
            for (String name : evening.changed()) {
                tell(name, Days.date(day), evening.on());
            }
        }
    }

    private void tell(String name, LocalDate day, Map<String, Set<Possible>> on) {
        NavigableMap<LocalDate, JsonNode> steps = answers.get(name);
        if (steps == null) {
            return; // a flag is told with its state
        }
        JsonNode answer = name.equals(Rulebook.PROFILE) ? profile(on) : writer.answer(rulebook.dimension(name), on);
        JsonNode before = steps.isEmpty() ? NODES.nullNode() : steps.lastEntry().getValue();
        if (!answer.equals(before)) {
            steps.put(day, answer);
        }
    }

    // ---------------------------------------------------------------------------------------------- day after day

    /**
     * What is possible at the end of a day.
     *
     * @param given what the acts alone make possible
     * @param on the same with what is derived
     * @param changed the dimensions, the profile among them, of which it may be otherwise than on the day before
     */
    private record Evening(Map<String, Set<Possible>> given, Map<String, Set<Possible>> on, Set<String> changed) {
        static final Evening NONE = new Evening(Map.of(), Map.of(), Set.of());
    }

    private Evening evening(long day) {
        Map<String, Set<Possible>> given = given(day);
        return new Evening(given, derived(given), Set.of());
    }

    /** The next day's result: only dimensions whose set of possible values is another object are derived again. */
    private Evening after(Evening before, Map<String, Set<Possible>> given) {
        var on = new HashMap<>(before.on());
        var changed = new LinkedHashSet<>(
                before == Evening.NONE ? rulebook.dimensions().keySet() : Set.of());
        given.forEach((track, possible) -> {
            if (before.given().get(track) != possible) {
                on.put(track, possible);
                changed.add(Effects.dimension(track));
            }
        });
        follow(changed);
        for (String name : changed) {
            Set<Possible> own = given.get(name);
            if (own != null) {
                on.put(name, own);
            }
        }
        derive(on, changed);
        return new Evening(given, on, changed);
    }

    /** Adds what follows from dimensions that changed. */
    private void follow(Set<String> changed) {
        int before;
        do {
            before = changed.size();
            for (Derived rule : rulebook.derived()) {
                if (rule.reads().stream().anyMatch(changed::contains)
                        || rule.actsFrom().filter(changed::contains).isPresent()) {
                    changed.add(rule.dimension());
                }
            }
        } while (changed.size() > before);
        for (Dimension dimension : rulebook.dimensions().values()) {
            if (dimension.flag().filter(changed::contains).isPresent()) {
                changed.add(dimension.name());
            }
        }
        if (profiled.stream().anyMatch(changed::contains)) {
            changed.add(Rulebook.PROFILE);
        }
    }

    /** What is possible in each dimension on that day, derived values included. */
    Map<String, Set<Possible>> on(long day) {
        return derived(given(day));
    }

    /** What the acts alone make possible on that day. */
    private Map<String, Set<Possible>> given(long day) {
        var given = new HashMap<String, Set<Possible>>();
        byTrack.forEach((name, track) -> given.put(name, track.on(day)));
        return given;
    }

    private Map<String, Set<Possible>> derived(Map<String, Set<Possible>> given) {
        var on = new HashMap<>(given);
        derive(on, rulebook.dimensions().keySet());
        return on;
    }

    /** Puts in the sets and what is derived, of those dimensions, of which only what is given is in. */
    private void derive(Map<String, Set<Possible>> on, Set<String> dimensions) {
        rulebook.dimensions().values().stream()
                .filter(d -> d.kind() == Kind.SET && dimensions.contains(d.name()))
                .forEach(set -> on.put(set.name(), whole(set, on)));
        for (Derived rule : rulebook.derived()) {
            if (dimensions.contains(rule.dimension())
                    && rule.reads().stream().allMatch(on::containsKey)
                    && on.containsKey(rule.dimension())) {
                on.put(rule.dimension(), derived(rule, on));
            }
        }
    }

    /** What may hold for a whole set: that it is empty, that it is not, that no act speaks of it. */
    private static Set<Possible> whole(Dimension set, Map<String, Set<Possible>> on) {
        var whole = new LinkedHashSet<Possible>();
        boolean surely = false;
        boolean spoken = false;
        for (String value : set.values()) {
            Set<Possible> element = on.getOrDefault(Effects.element(set.name(), value), Set.of());
            element.stream().filter(p -> p.value().equals(Rulebook.NOT_EMPTY)).forEach(whole::add);
            surely |= !element.isEmpty()
                    && element.stream().allMatch(p -> p.value().equals(Rulebook.NOT_EMPTY));
            spoken |= !element.isEmpty()
                    && element.stream().noneMatch(p -> p.value().equals(Rulebook.NO_DATA));
        }
        if (!surely) {
            whole.add(new Possible(spoken ? Rulebook.EMPTY : Rulebook.NO_DATA, List.of(), null));
        }
        return whole;
    }

    // ------------------------------------------------------------------------------------------------- derived

    private Set<Possible> derived(Derived rule, Map<String, Set<Possible>> on) {
        var derived = new LinkedHashSet<Possible>();
        var reads = new ArrayList<>(new TreeSet<>(rule.reads()));
        for (Map<String, String> combination : combinations(reads, on)) {
            if (rule.all().stream().allMatch(c -> holds(c, combination))) {
                derived.addAll(following(rule, combination, on));
            } else {
                String own = combination.get(rule.dimension());
                on.getOrDefault(rule.dimension(), Set.of()).stream()
                        .filter(p -> own == null || p.value().equals(own))
                        .forEach(derived::add);
            }
        }
        return derived;
    }

    private boolean holds(Condition condition, Map<String, String> combination) {
        String value = combination.getOrDefault(condition.dimension(), Rulebook.NO_DATA);
        return condition.holds(rulebook.dimension(condition.dimension()), value);
    }

    /** The derived value, once for each way in which the dimension whose acts are its own came to be what it is. */
    private static List<Possible> following(
            Derived rule, Map<String, String> combination, Map<String, Set<Possible>> on) {
        var following = new ArrayList<Possible>();
        for (String name : rule.actsFrom().map(Set::of).orElseGet(rule::reads)) {
            on.getOrDefault(name, Set.of()).stream()
                    .filter(p -> p.value().equals(combination.get(name)))
                    .forEach(p -> following.add(new Possible(rule.set(), p.causes(), rule.id())));
        }
        return following;
    }

    private static List<Map<String, String>> combinations(List<String> reads, Map<String, Set<Possible>> on) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (String name : reads) {
            var longer = new ArrayList<Map<String, String>>();
            for (Map<String, String> combination : combinations) {
                on.getOrDefault(name, Set.of()).stream()
                        .map(Possible::value)
                        .distinct()
                        .forEach(value -> {
                            var one = new HashMap<>(combination);
                            one.put(name, value);
                            longer.add(one);
                        });
            }
            combinations = longer;
        }
        return combinations;
    }

    // ------------------------------------------------------------------------------------------------- profile

    /** The names that the whole stance may have: the first row that holds, for each combination of what is possible. */
    private JsonNode profile(Map<String, Set<Possible>> on) {
        Set<String> reads = profiled;
        boolean silent = on.entrySet().stream()
                .filter(e -> reads.contains(e.getKey()))
                .allMatch(e -> e.getValue().stream().allMatch(p -> p.causes().isEmpty()));
        if (silent) {
            return NODES.nullNode();
        }
        var possible = new LinkedHashSet<Possible>();
        for (Map<String, String> combination : combinations(List.copyOf(reads), on)) {
            Rulebook.Profile.Row hit = rulebook.profile().rows().stream()
                    .filter(row -> row.all().stream().allMatch(c -> holds(c, combination)))
                    .findFirst()
                    .orElse(null);
            String name = hit == null ? rulebook.profile().byDefault() : hit.profile();
            Set<String> from = hit == null ? reads : reads(hit);
            var causes = new LinkedHashSet<Move.Cause>();
            from.forEach(dimension -> on.getOrDefault(dimension, Set.of()).stream()
                    .filter(p -> p.value().equals(combination.get(dimension)))
                    .forEach(p -> causes.addAll(p.causes())));
            possible.add(new Possible(name, List.copyOf(causes), Rulebook.PROFILE));
        }
        return StanceAnswers.named(profiles(), possible);
    }

    private static Set<String> reads(Rulebook.Profile.Row row) {
        var reads = new TreeSet<String>();
        row.all().forEach(c -> reads.add(c.dimension()));
        return reads;
    }

    /** The names in the order of the rows, the one that is left over last. */
    private List<String> profiles() {
        var names = new LinkedHashSet<String>();
        rulebook.profile().rows().forEach(row -> names.add(row.profile()));
        names.add(rulebook.profile().byDefault());
        return List.copyOf(names);
    }
}
