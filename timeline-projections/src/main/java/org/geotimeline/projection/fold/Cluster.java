package org.geotimeline.projection.fold;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.fold.PossibleValues.State;

/**
 * Moves whose windows meet, directly or through others, and what may stand while they happen.
 *
 * <p>Moves that nothing distinguishes but their acts can do the same: two of them stand for all.
 */
final class Cluster {

    /** How many of the moves that nothing distinguishes are laid: one that decides, and one beside it. */
    private static final int STANDING_FOR_ALL = 2;

    private final Renewal renewal;
    private final Set<State> initial;
    private final List<Move> moves = new ArrayList<>();
    private final List<List<Move>> alike = new ArrayList<>();
    private final DayOrder order;

    /** What distinguishes a move from others; the act itself if an order of its own may do so. */
    private record Kind(long lo, long hi, boolean optional, boolean raises, int level, Place place) {}

    Cluster(Renewal renewal, Set<State> initial, List<Move> all) {
        this.renewal = renewal;
        this.initial = initial;
        var named = new HashSet<ActId>();
        all.forEach(move -> named.addAll(move.place().after()));
        var kinds = new LinkedHashMap<Kind, List<Move>>();
        all.forEach(move ->
                kinds.computeIfAbsent(kind(move, named), k -> new ArrayList<>()).add(move));
        for (List<Move> kind : kinds.values()) {
            for (Move move : kind.subList(0, Math.min(kind.size(), STANDING_FOR_ALL))) {
                moves.add(move);
                alike.add(kind);
            }
        }
        this.order = new DayOrder(moves);
    }

    private static final ActId ANY = new ActId("any");

    private static Kind kind(Move move, Set<ActId> named) {
        Place place = move.place();
        boolean own = !place.after().isEmpty() || named.contains(place.act());
        return new Kind(
                move.lo(),
                move.hi(),
                move.optional(),
                move.raises(),
                move.level(),
                own ? place : new Place(ANY, Set.of(), place.moment(), place.rank()));
    }

    /** Adds its steps, and gives what may stand when all of it is over. */
    Set<State> into(NavigableMap<Long, Set<State>> steps) {
        Set<State> states = initial;
        for (long day : days()) {
            if (day < Days.AFTER_ALL) {
                states = new Evening(day).states();
                steps.put(day, states);
            }
        }
        return states;
    }

    private Set<Long> days() {
        var days = new TreeSet<Long>();
        long over = moves.stream().mapToLong(Move::hi).max().orElse(Days.AFTER_ALL);
        for (Move move : moves) {
            // What breaks the value, what mends it and what decides may each need a day of their own.
            long second = Days.next(move.lo());
            days.add(move.lo());
            days.add(Math.min(over, second));
            days.add(Math.min(over, Days.next(second)));
            days.add(move.hi());
            days.add(Math.min(over, Days.next(move.hi())));
        }
        return days;
    }

    /** The end of one day. */
    private final class Evening {
        private final long day;
        /** What may have happened, and what must have; by index. */
        private final BitSet begun = new BitSet();

        private final BitSet sure = new BitSet();

        Evening(long day) {
            this.day = day;
            for (int i = 0; i < moves.size(); i++) {
                Move move = moves.get(i);
                if (move.lo() <= day) {
                    begun.set(i);
                    sure.set(i, move.hi() <= day && !move.optional());
                }
            }
        }

        Set<State> states() {
            var states = new HashSet<State>();
            for (State state : initial) {
                if (sure.stream().allMatch(m -> renewal.keeps(moves.get(m), state.level()))) {
                    states.add(state);
                }
            }
            int last = -1;
            for (int i = begun.nextSetBit(0); i >= 0; i = begun.nextSetBit(i + 1)) {
                boolean decided = last >= 0 && alike.get(last) == alike.get(i);
                if (!decided && decides(i)) {
                    alike.get(i).forEach(move -> states.add(new State(move.level(), move)));
                }
                last = i;
            }
            return states;
        }

        private long last(int move) {
            return Math.min(moves.get(move).hi(), day);
        }

        /**
         * The later it lies the more can lie before it; the only reason to lie earlier is a move that keeps the value and may
         * then come after.
         */
        private boolean decides(int decider) {
            long last = last(decider);
            if (new Decision(decider, last).possible()) {
                return true;
            }
            var earlier = new TreeSet<Long>();
            sure.stream()
                    .filter(m -> m != decider
                            && renewal.keeps(moves.get(m), moves.get(decider).level()))
                    .forEach(m -> {
                        earlier.add(last(m));
                        earlier.add(last(m) - 1);
                    });
            return earlier.subSet(moves.get(decider).lo(), true, last, false).stream()
                    .anyMatch(at -> new Decision(decider, at).possible());
        }

        /** That one move, on that day, gave what stands. */
        private final class Decision {
            private final int decider;
            private final int level;
            private final long at;
            /** What would break the value afterwards, and so has to lie before. */
            private final BitSet breaking = new BitSet();
            /** What is on the day of the decider for certain, or because it has to lie before. */
            private final BitSet sameDay;

            Decision(int decider, long at) {
                this.decider = decider;
                this.level = moves.get(decider).level();
                this.at = at;
                sure.stream()
                        .filter(m -> m != decider && !renewal.keeps(moves.get(m), level))
                        .forEach(breaking::set);
                this.sameDay = on(at, breaking);
            }

            boolean possible() {
                return allowed() && changes();
            }

            /** What is on that day for certain, and those of some that have to lie no later and cannot lie earlier. */
            private BitSet on(long when, BitSet some) {
                var on = new BitSet();
                sure.stream()
                        .filter(m -> m != decider)
                        .filter(m -> moves.get(m).lo() == when && (moves.get(m).hi() == when || some.get(m)))
                        .forEach(on::set);
                return on;
            }

            private BitSet from(long when, BitSet some) {
                var from = new BitSet();
                some.stream().filter(m -> moves.get(m).lo() == when).forEach(from::set);
                return from;
            }

            /** Whether all that would break the value afterwards can lie before. */
            private boolean allowed() {
                return breaking.stream().noneMatch(m -> moves.get(m).lo() > at)
                        && !order.reaches(decider, from(at, breaking), sameDay);
            }

            /** Whether something that it changes may stand before it. */
            private boolean changes() {
                BitSet before = before();
                if (moves.get(decider).raises()) {
                    return noMoreThan(renewal.raise() ? level : level - 1, before);
                }
                return renewal.set() || noMoreThan(level - 1, before) || moreThan(level, before);
            }

            /** What must have happened and cannot come after it. */
            private BitSet before() {
                var before = (BitSet) breaking.clone();
                BitSet then = from(at, breaking);
                then.set(decider);
                var day = (BitSet) sameDay.clone();
                day.set(decider);
                sure.stream()
                        .filter(m -> m != decider && !breaking.get(m))
                        .filter(m -> last(m) < at || (last(m) == at && order.reaches(m, then, day)))
                        .forEach(before::set);
                return before;
            }

            private boolean noMoreThan(int most, BitSet before) {
                BitSet above = among(before, m -> m.level() > most);
                if (above.isEmpty() && initial.stream().anyMatch(s -> s.level() <= most)) {
                    return true;
                }
                return among(begun, m -> !m.raises() && m.level() <= most).stream()
                        .anyMatch(reset -> comesAfterAll(above, reset));
            }

            private boolean moreThan(int least, BitSet before) {
                BitSet resets = among(before, m -> !m.raises() && m.level() <= least);
                if (resets.isEmpty() && initial.stream().anyMatch(s -> s.level() > least)) {
                    return true;
                }
                return among(begun, m -> m.level() > least).stream().anyMatch(more -> comesAfterAll(resets, more));
            }

            private BitSet among(BitSet some, Predicate<Move> wanted) {
                var among = new BitSet();
                some.stream().filter(m -> wanted.test(moves.get(m))).forEach(among::set);
                return among;
            }

            /** Whether the one can lie before the decider, and all of those before the one. */
            private boolean comesAfterAll(BitSet all, int one) {
                if (one == decider) {
                    return false;
                }
                long latest = Math.min(last(one), at);
                if (latest == at && order.reaches(decider, single(one), with(sameDay, one))) {
                    latest--;
                }
                long when = latest;
                if (when < moves.get(one).lo()
                        || all.stream().anyMatch(m -> m != one && moves.get(m).lo() > when)) {
                    return false;
                }
                BitSet first = from(when, all);
                first.clear(one);
                BitSet day = on(when, all);
                if (when == at) {
                    day.or(sameDay);
                }
                day.clear(one);
                return !order.reaches(one, first, day);
            }

            private BitSet single(int move) {
                return with(new BitSet(), move);
            }

            private BitSet with(BitSet some, int move) {
                var with = (BitSet) some.clone();
                with.set(move);
                return with;
            }
        }
    }
}
