package org.geotimeline.projection.fold;

import java.util.BitSet;
import java.util.List;

/**
 * Which of some moves comes after which, if the two are of one day. Of two moves the first of {@link Place.By} that
 * distinguishes them decides. Decisions that lead round in a circle contradict each other; those of the weakest kind in the
 * circle decide nothing.
 */
final class DayOrder {

    private final List<Move> moves;
    private final BitSet[] after;

    /** @param moves by index */
    DayOrder(List<Move> moves) {
        this.moves = moves;
        this.after = new BitSet[moves.size()];
        for (int i = 0; i < after.length; i++) {
            after[i] = new BitSet(after.length);
        }
        for (Place.By by : Place.By.values()) {
            decide(by);
        }
    }

    /**
     * Whether one of the targets comes after the move, directly or through others.
     *
     * @param day the moves of that day that may be between the two; the targets among them
     */
    boolean reaches(int move, BitSet targets, BitSet day) {
        var open = (BitSet) after[move].clone();
        open.and(day);
        var seen = new BitSet();
        while (!open.isEmpty()) {
            int next = open.nextSetBit(0);
            if (targets.get(next)) {
                return true;
            }
            open.clear(next);
            seen.set(next);
            var more = (BitSet) after[next].clone();
            more.and(day);
            more.andNot(seen);
            open.or(more);
        }
        return false;
    }

    private void decide(Place.By by) {
        BitSet[] decided = decided(by);
        if (decided.length == 0) {
            return;
        }
        BitSet[] all = joined(after, decided);
        BitSet[] reached = by == Place.By.LINK || any(after) ? reached(all) : all;
        for (int i = 0; i < after.length; i++) {
            for (int j = decided[i].nextSetBit(0); j >= 0; j = decided[i].nextSetBit(j + 1)) {
                if (!reached[j].get(i)) {
                    after[i].set(j);
                }
            }
        }
    }

    /** The pairs that this kind decides, and no kind before; empty if it decides none. */
    private BitSet[] decided(Place.By by) {
        var decided = new BitSet[after.length];
        boolean any = false;
        for (int i = 0; i < decided.length; i++) {
            decided[i] = new BitSet(after.length);
        }
        for (int i = 0; i < decided.length; i++) {
            for (int j = i + 1; j < decided.length; j++) {
                int against = undecided(i, j)
                        ? moves.get(i).place().against(moves.get(j).place(), by)
                        : 0;
                if (against != 0) {
                    any = true;
                    decided[against < 0 ? i : j].set(against < 0 ? j : i);
                }
            }
        }
        return any ? decided : new BitSet[0];
    }

    private boolean undecided(int i, int j) {
        Move one = moves.get(i);
        Move other = moves.get(j);
        return one.lo() <= other.hi() && other.lo() <= one.hi() && !after[i].get(j) && !after[j].get(i);
    }

    private static boolean any(BitSet[] sets) {
        for (BitSet set : sets) {
            if (!set.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static BitSet[] joined(BitSet[] some, BitSet[] others) {
        var joined = new BitSet[some.length];
        for (int i = 0; i < joined.length; i++) {
            joined[i] = (BitSet) some[i].clone();
            joined[i].or(others[i]);
        }
        return joined;
    }

    private static BitSet[] reached(BitSet[] directly) {
        BitSet[] reached = joined(directly, directly);
        for (int through = 0; through < reached.length; through++) {
            for (BitSet from : reached) {
                if (from.get(through)) {
                    from.or(reached[through]);
                }
            }
        }
        return reached;
    }
}
