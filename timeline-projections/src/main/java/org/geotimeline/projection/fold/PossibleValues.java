package org.geotimeline.projection.fold;

import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in one dimension on each day, if each move happened on some day of its own window, independently of the
 * others, and moves of one day in any order that {@link DayOrder} allows.
 *
 * <p>It is exact, and needs no enumeration of orders. What stands at the end is what some move gave, the <em>decider</em>:
 * all that happened after it kept its value, and before it stood something that it changed. What does not keep the value
 * must lie before the decider; what keeps it may lie before or after. That the state before allows the decider is asked of
 * its value only: a value no greater than x stands if all that gives more can lie before some move that sets x or less; a
 * value greater than x stands if all that sets x or less can lie before some move that gives more.
 *
 * <p>Moves whose windows meet, directly or through others, are a cluster. What may stand at the end of one cluster is
 * where the next begins, so that a long history of certain days costs no more than its length.
 */
public final class PossibleValues {

    /** Lower than every value: no act says anything. */
    public static final int NOTHING = Integer.MIN_VALUE;

    /** @param by the move that gave the value, or the one from which it faded; null for what stood before all moves */
    public record State(int level, @Nullable Move by) {}

    /** What a level becomes when no act has moved it for so long, counted from the last day of the move that gave it. */
    public record Fading(int to, Period after) {}

    /** Number of ways that are tried to lay moves before or after the fading of others; with more, fading is coarse. */
    private static final int MOST_WAYS = 512;

    private final Renewal renewal;
    private final Map<Integer, Fading> fading;

    /** @param setRenews whether a move that sets the value that stands renews it; else what stands keeps its cause */
    public PossibleValues(boolean setRenews, boolean raiseRenews) {
        this(setRenews, raiseRenews, Map.of());
    }

    /** @param fading by level */
    public PossibleValues(boolean setRenews, boolean raiseRenews, Map<Integer, Fading> fading) {
        this.renewal = new Renewal(setRenews, raiseRenews);
        this.fading = Map.copyOf(fading);
    }

    /**
     * From which day on which states are possible, from {@link Days#BEFORE_ALL} on; a state once it is possible alone.
     *
     * <p>The day on which a value fades is certain, whatever the day on which the act was. A move that may lie before or
     * after such a day is tried on both sides of it, so that no cluster holds one.
     */
    public NavigableMap<Long, Set<State>> over(int initial, List<Move> moves) {
        List<List<Move>> ways = ways(moves);
        if (ways.size() == 1) {
            return inOrder(initial, ways.get(0));
        }
        var all = new TreeMap<Long, Set<State>>();
        for (List<Move> way : ways) {
            NavigableMap<Long, Set<State>> steps = inOrder(initial, way);
            steps.replaceAll((day, states) -> original(states, moves));
            join(all, steps);
        }
        return all;
    }

    private static void join(NavigableMap<Long, Set<State>> all, NavigableMap<Long, Set<State>> more) {
        var days = new TreeSet<>(all.keySet());
        days.addAll(more.keySet());
        var before = new TreeMap<>(all);
        for (long day : days) {
            var states = new HashSet<State>();
            for (NavigableMap<Long, Set<State>> steps : List.of(before, more)) {
                var step = steps.floorEntry(day);
                if (step != null) {
                    states.addAll(step.getValue());
                }
            }
            all.put(day, states);
        }
    }

    /** The same states, each by the move as it was given. */
    private static Set<State> original(Set<State> states, List<Move> moves) {
        return states.stream()
                .map(s -> new State(s.level(), s.by() == null ? null : original(s.by(), moves)))
                .collect(Collectors.toSet());
    }

    private static Move original(Move part, List<Move> moves) {
        return moves.stream()
                .filter(m -> m.during(part.lo(), part.hi()).equals(part) && m.lo() <= part.lo() && part.hi() <= m.hi())
                .findFirst()
                .orElse(part);
    }

    /** Each way of choosing for each move on which side of the days of fading it lies; the moves themselves where none does. */
    private List<List<Move>> ways(List<Move> moves) {
        var faded = new TreeSet<Long>();
        moves.forEach(m -> faded(m).ifPresent(faded::add));
        List<List<Move>> ways = List.of(new ArrayList<>());
        for (Move move : moves) {
            List<Move> parts = parts(move, faded);
            if ((long) ways.size() * parts.size() > MOST_WAYS) {
                return List.of(moves);
            }
            var longer = new ArrayList<List<Move>>();
            for (List<Move> way : ways) {
                for (Move part : parts) {
                    var one = parts.size() == 1 ? way : new ArrayList<>(way);
                    one.add(part);
                    longer.add(one);
                }
            }
            ways = longer;
        }
        return ways;
    }

    private static List<Move> parts(Move move, NavigableSet<Long> faded) {
        var parts = new ArrayList<Move>();
        long lo = move.lo();
        for (long cut : faded.subSet(move.lo(), false, move.hi(), true)) {
            parts.add(move.during(lo, cut - 1));
            lo = cut;
        }
        parts.add(move.during(lo, move.hi()));
        return parts;
    }

    /** The day on which the value that a move gives fades. */
    private Optional<Long> faded(Move move) {
        Fading fades = fading.get(move.level());
        return fades == null || move.cause().last() == Days.AFTER_ALL
                ? Optional.empty()
                : Optional.of(Days.of(Days.date(move.cause().last()).plus(fades.after())));
    }

    private NavigableMap<Long, Set<State>> inOrder(int initial, List<Move> moves) {
        var laid = new InOrder(initial);
        laid.add(moves);
        return laid.steps;
    }

    /** The same for moves that come one after the other. */
    public Growing growing(int initial) {
        return new Growing(initial);
    }

    /** Which states are possible from which day on, as moves come. For one thread. */
    public final class Growing {
        private final int initial;
        private final List<Move> moves = new ArrayList<>();
        private NavigableMap<Long, Set<State>> steps;
        private @Nullable InOrder laid; // none where one move may change how all others are to be laid

        private Growing(int initial) {
            this.initial = initial;
            this.laid = new InOrder(initial);
            this.steps = laid.steps;
        }

        /** As {@link PossibleValues#over} gives them for all moves that came. */
        public NavigableMap<Long, Set<State>> steps() {
            return Collections.unmodifiableNavigableMap(steps);
        }

        /** @return the first day on which what is possible may be otherwise now; {@link Days#AFTER_ALL} where none is */
        public long add(List<Move> more) {
            moves.addAll(more);
            if (!fading.isEmpty() && more.stream().anyMatch(move -> move.lo() < move.hi())) {
                laid = null; // it may lie on either side of a day on which a value fades
            }
            if (laid != null) {
                laid.add(more);
                return more.stream().mapToLong(Move::lo).min().orElse(Days.AFTER_ALL);
            }
            var before = steps;
            steps = over(initial, moves);
            return firstDifference(before, steps);
        }
    }

    private static long firstDifference(NavigableMap<Long, Set<State>> a, NavigableMap<Long, Set<State>> b) {
        var days = new TreeSet<>(a.keySet());
        days.addAll(b.keySet());
        return days.stream()
                .filter(day -> !Objects.equals(a.get(day), b.get(day)))
                .findFirst()
                .orElse(Days.AFTER_ALL);
    }

    private static final Comparator<Move> BY_START = Comparator.comparingLong(Move::lo)
            .thenComparing(move -> move.place().act().text());

    /**
     * Moves laid in order of their first days, cluster by cluster. Clusters are made from the first move on, so that those
     * before a move that comes later stay as they are, and all goes on from the last of them.
     */
    private final class InOrder {
        private final NavigableMap<Long, Set<State>> steps = new TreeMap<>();
        private final List<Move> byStart = new ArrayList<>();
        private final List<Begun> clusters = new ArrayList<>();

        /**
         * A cluster that begins.
         *
         * @param first which of the moves is its first
         * @param before what may stand before it, if nothing has faded since the last one
         * @param since the last step before it
         */
        private record Begun(int first, Set<State> before, long since) {}

        InOrder(int initial) {
            steps.put(Days.BEFORE_ALL, Set.of(new State(initial, null)));
        }

        void add(List<Move> more) {
            if (!more.isEmpty()) {
                goOn(back(insert(more)));
            }
        }

        /** Which of the moves is the first new one. */
        private int insert(List<Move> more) {
            int first = byStart.size();
            for (Move move : more) {
                int at = byStart.size();
                while (at > 0 && BY_START.compare(byStart.get(at - 1), move) > 0) {
                    at--;
                }
                byStart.add(at, move);
                first = Math.min(first, at);
            }
            return first;
        }

        /** Takes back the cluster in which the move before that one lies, and all after it. */
        private Begun back(int first) {
            Begun begun = new Begun(0, steps.firstEntry().getValue(), Days.BEFORE_ALL);
            while (!clusters.isEmpty()) {
                begun = clusters.removeLast();
                if (begun.first() < first) {
                    break;
                }
            }
            steps.tailMap(begun.since(), false).clear();
            steps.put(begun.since(), begun.before());
            return begun;
        }

        private void goOn(Begun from) {
            Set<State> states = from.before();
            int next = from.first();
            while (next < byStart.size()) {
                clusters.add(new Begun(next, states, steps.lastKey()));
                int end = end(next);
                states = fade(states, byStart.get(next).lo(), steps);
                states = new Cluster(renewal, states, byStart.subList(next, end)).into(steps);
                next = end;
            }
            fade(states, Days.AFTER_ALL, steps);
        }

        /** The first move after those whose windows meet, directly or through others, that of this one. */
        private int end(int first) {
            long last = byStart.get(first).hi();
            int next = first + 1;
            while (next < byStart.size() && byStart.get(next).lo() <= last) {
                last = Math.max(last, byStart.get(next).hi());
                next++;
            }
            return next;
        }
    }

    /** Lets fade what does so by that day. */
    private Set<State> fade(Set<State> states, long by, NavigableMap<Long, Set<State>> steps) {
        var now = states;
        for (long day : new TreeSet<>(states.stream()
                .flatMap(s -> fades(s).stream())
                .filter(d -> d <= by && d < Days.AFTER_ALL)
                .toList())) {
            now = now.stream()
                    .map(s -> fades(s).filter(d -> d <= day).isPresent() ? faded(s) : s)
                    .collect(Collectors.toSet());
            steps.put(Math.max(day, steps.lastKey()), now);
        }
        return now;
    }

    private Optional<Long> fades(State state) {
        Move by = state.by();
        return by == null || by.level() != state.level() ? Optional.empty() : faded(by);
    }

    private State faded(State state) {
        return new State(Objects.requireNonNull(fading.get(state.level())).to(), state.by());
    }
}
