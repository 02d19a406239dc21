package org.geotimeline.projection.fold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Party;
import org.geotimeline.act.Revision;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.row.Grounds;
import org.geotimeline.projection.row.RowShape;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the visible acts of one timeline say, for projections that need no rulebook. A cell is told by one or more aspects,
 * a status, a level, a person; each act that stands sets aspects of cells from its day on, whose bounds may leave open what
 * stands.
 */
public final class CellHistory {

    private final Acts acts;
    private final Orders orders;
    private final Map<String, List<String>> words;
    private final Map<String, Map<String, Aspect>> cells = new TreeMap<>();

    /** An aspect of one cell; of its words those that are declared come first, in their order. */
    private static final class Aspect {
        private final List<String> declared;
        private final List<String> words;
        private final List<Move> moves = new ArrayList<>();

        Aspect(List<String> declared) {
            this.declared = declared;
            this.words = new ArrayList<>(declared);
        }

        int level(String word) {
            if (!words.contains(word)) {
                words.add(word);
            }
            return words.indexOf(word);
        }

        /** The words that may hold, whatever the order in which they came: the declared ones, then the others by name. */
        List<String> inOrder(Set<Integer> levels) {
            return levels.stream()
                    .map(words::get)
                    .sorted(Comparator.comparingInt(this::height).thenComparing(Comparator.naturalOrder()))
                    .toList();
        }

        private int height(String word) {
            int at = declared.indexOf(word);
            return at < 0 ? declared.size() : at;
        }
    }

    /**
     * What an aspect may be on one day.
     *
     * @param values all that it may be, in order of words; without what nothing says
     * @param silent whether it may be that nothing says anything
     */
    public record AspectValue(List<String> values, boolean silent, List<Move.Cause> causes) {

        static final AspectValue NOTHING = new AspectValue(List.of(), true, List.of());

        /** The one value that it surely has; null where there is none or more than one may be. */
        public @Nullable String value() {
            return certain() && !values.isEmpty() ? values.get(0) : null;
        }

        public boolean certain() {
            return values.size() + (silent ? 1 : 0) == 1;
        }

        public boolean surely(String value) {
            return value.equals(value());
        }

        public boolean maybe(String value) {
            return values.contains(value);
        }

        /** All that it may be, {@code NO_DATA} among it if nothing may have been said; null if it is certain. */
        public @Nullable List<String> alternatives() {
            if (certain()) {
                return null;
            }
            return Stream.concat(silent ? Stream.of("NO_DATA") : Stream.empty(), values.stream())
                    .toList();
        }

        /** Its value as JSON, null if several are possible; for a field that is absent if nothing was ever said. */
        public JsonNode json() {
            String value = value();
            return value == null ? JsonNodeFactory.instance.nullNode() : JsonNodeFactory.instance.stringNode(value);
        }

        /** How certain it is, and which acts it rests on. */
        public Grounds grounds() {
            return grounds(this);
        }

        /** How certain it is, with the acts of another aspect as the reason. */
        public Grounds grounds(AspectValue because) {
            Reasons reasons = because.reasons();
            List<String> alternatives = alternatives();
            return new Grounds(
                    certain() ? "CERTAIN" : "POSSIBLE",
                    alternatives == null ? List.of() : alternatives,
                    reasons.since(),
                    reasons.since() == null ? null : reasons.acts(),
                    reasons.rule());
        }

        /** Since when it is so, and by which acts. */
        public Reasons reasons() {
            return Reasons.of(causes, causes.stream().map(Move.Cause::rule).toList());
        }
    }

    /** All aspects of a cell on one day. An aspect that no act has set is {@link AspectValue#NOTHING}. */
    public static final class Aspects {
        private final Map<String, AspectValue> now;

        private Aspects(Map<String, AspectValue> now) {
            this.now = now;
        }

        public AspectValue of(String aspect) {
            return now.getOrDefault(aspect, AspectValue.NOTHING);
        }

        public boolean has(String aspect) {
            return now.containsKey(aspect);
        }

        /** Whether no act may have said anything yet. */
        public boolean silent() {
            return now.values().stream().allMatch(n -> n.values().isEmpty());
        }

        public void forEach(BiConsumer<String, AspectValue> each) {
            now.forEach(each);
        }
    }

    /** Writes the row of one cell on one day from its aspects; null if there is none. */
    public interface CellWriter<R extends Record> {
        @Nullable
        R row(String cell, Aspects aspects);
    }

    public CellHistory(List<Revision> visible) {
        this(visible, Map.of());
    }

    /** @param words the words of an aspect in their order, by aspect; an aspect that is raised must have them */
    public CellHistory(List<Revision> visible, Map<String, List<String>> words) {
        this.acts = new Acts(visible);
        this.orders = Orders.usual(acts);
        this.words = words;
    }

    /** The diplomatic acts that stand, by position. */
    public List<Revision> standing() {
        return acts.standing();
    }

    public Acts acts() {
        return acts;
    }

    /** From the day of the act on the aspect is that. */
    public void set(String cell, String aspect, Revision act, String value) {
        add(cell, aspect, act, value, false, false);
    }

    /** The same, unless who would have to know denies the act: then it may be that it does not count. */
    public void set(String cell, String aspect, Revision act, String value, @Nullable String unlessDeniedBy) {
        add(cell, aspect, act, value, false, denied(act, unlessDeniedBy));
    }

    /** From the day of the act on the aspect is at least that, in the order of its words. */
    public void raise(String cell, String aspect, Revision act, String value, @Nullable String unlessDeniedBy) {
        add(cell, aspect, act, value, true, denied(act, unlessDeniedBy));
    }

    private Aspect aspect(String cell, String aspect) {
        return cells.computeIfAbsent(cell, c -> new TreeMap<>())
                .computeIfAbsent(aspect, a -> new Aspect(words.getOrDefault(a, List.of())));
    }

    private boolean denied(Revision act, @Nullable String by) {
        return acts.denials(act.id()).stream()
                .flatMap(denial -> denial.circumstances().stream())
                .flatMap(about -> about.actors().stream())
                .filter(party -> party.roleOrActor().equals(Party.ACTOR))
                .anyMatch(party -> party.id().text().equals(by));
    }

    private void add(String cell, String aspect, Revision act, String value, boolean raises, boolean optional) {
        Aspect told = aspect(cell, aspect);
        Circumstances about = act.circumstances().orElseThrow();
        Acts.When when = acts.when(act, about);
        var cause = new Move.Cause(
                act.id(),
                value,
                about.change(),
                when.lo(),
                when.hi(),
                act.type().name(),
                new TreeSet<>());
        told.moves.add(new Move(when.lo(), when.hi(), orders.of(act), optional, raises, told.level(value), cause));
    }

    /** For each cell the days on which what is told changes. */
    public <R extends Record> Map<String, NavigableMap<LocalDate, JsonNode>> answers(
            RowShape<R> shape, CellWriter<R> writer) {
        var told = new TreeMap<String, NavigableMap<LocalDate, JsonNode>>();
        cells.forEach((cell, aspects) -> told.put(cell, answers(aspects, now -> {
            R row = writer.row(cell, now);
            return row == null ? JsonNodeFactory.instance.nullNode() : shape.stored(row);
        })));
        return told;
    }

    private static NavigableMap<LocalDate, JsonNode> answers(
            Map<String, Aspect> aspects, Function<Aspects, JsonNode> writer) {
        var steps = new LinkedHashMap<String, NavigableMap<Long, AspectValue>>();
        aspects.forEach((name, aspect) -> steps.put(name, over(aspect)));
        var days = new TreeSet<Long>();
        steps.values().forEach(s -> days.addAll(s.keySet()));
        var told = new TreeMap<LocalDate, JsonNode>();
        JsonNode before = JsonNodeFactory.instance.nullNode();
        for (long day : days) {
            var now = new TreeMap<String, AspectValue>();
            steps.forEach((name, s) ->
                    now.put(name, Objects.requireNonNull(s.floorEntry(day)).getValue()));
            JsonNode after = writer.apply(new Aspects(now));
            if (!after.equals(before)) {
                told.put(Days.date(day), after);
                before = after;
            }
        }
        return told;
    }

    private static NavigableMap<Long, AspectValue> over(Aspect aspect) {
        var steps = new TreeMap<Long, AspectValue>();
        new PossibleValues(false, false)
                .over(PossibleValues.NOTHING, aspect.moves)
                .forEach((day, states) -> steps.put(day, now(aspect, states)));
        return steps;
    }

    private static AspectValue now(Aspect aspect, Set<PossibleValues.State> states) {
        var levels = new TreeSet<Integer>();
        var causes = new LinkedHashSet<Move.Cause>();
        boolean silent = false;
        for (PossibleValues.State state : states) {
            Move by = state.by();
            if (by == null) {
                silent = true;
            } else {
                levels.add(state.level());
                causes.add(by.cause());
            }
        }
        return new AspectValue(aspect.inOrder(levels), silent, sorted(causes));
    }

    private static List<Move.Cause> sorted(Set<Move.Cause> causes) {
        return causes.stream()
                .sorted(Comparator.comparing((Move.Cause c) -> c.act().text()).thenComparing(Move.Cause::value))
                .toList();
    }

    /** The acts of these aspects. */
    public static Set<ActId> acts(AspectValue now) {
        return now.causes().stream().map(Move.Cause::act).collect(Collectors.toSet());
    }

    /** A text of an act; empty where it has none. */
    public static Optional<String> text(Revision act, String field) {
        return act.body().path(field).asStringOpt();
    }
}
