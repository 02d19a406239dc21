package org.geotimeline.projection.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.geotimeline.act.id.ActId;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The closed form against an oracle that tries every choice of days. */
class PossibleValuesTest {

    private static final int HISTORIES = Integer.getInteger("histories", 20_000);

    @Test
    void what_may_stand_is_what_some_choice_of_days_leads_to() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        int possible = 0;
        for (int h = 0; h < HISTORIES; h++) {
            var one = new Random(random.nextLong());
            boolean setRenews = one.nextInt(4) == 0;
            boolean raiseRenews = one.nextBoolean();
            int initial = one.nextInt(3) == 0 ? one.nextInt(3) : PossibleValues.NOTHING;
            List<Move> moves = moves(one);
            Map<Integer, PossibleValues.Fading> fading = fading(one);
            var steps = new PossibleValues(setRenews, raiseRenews, fading).over(initial, moves);
            for (int day = 0; day < 13; day++) {
                Set<String> found = steps.floorEntry((long) day).getValue().stream()
                        .map(s -> told(s.level(), s.by()))
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(found)
                        .as(
                                "seed %d, history %d, day %d, set renews %s, raise renews %s, from %d, fading %s: %s",
                                seed, h, day, setRenews, raiseRenews, initial, fading, moves)
                        .isEqualTo(tried(initial, moves, day, setRenews, raiseRenews, fading));
                possible += found.size() > 1 ? 1 : 0;
            }
        }
        assertThat(possible).isGreaterThan(HISTORIES);
    }

    private static Map<Integer, PossibleValues.Fading> fading(Random random) {
        var fading = new TreeMap<Integer, PossibleValues.Fading>();
        for (int level = 0; level < 3 && random.nextBoolean(); level++) {
            fading.put(
                    level,
                    new PossibleValues.Fading(
                            (level + 1 + random.nextInt(2)) % 3, Period.ofDays(1 + random.nextInt(4))));
        }
        return fading;
    }

    private static List<Move> moves(Random random) {
        int many = 1 + random.nextInt(5);
        var moves = new ArrayList<Move>();
        boolean wide = random.nextBoolean();
        for (int i = 0; i < many; i++) {
            int lo = random.nextInt(6);
            int hi = Math.min(7, lo + (random.nextInt(3) == 0 ? 0 : random.nextInt(wide ? 5 : 3)));
            moves.add(move(
                    i, lo, hi, random.nextInt(2), random.nextInt(6) == 0, random.nextBoolean(), random.nextInt(3)));
        }
        return moves;
    }

    private static Move move(int i, long lo, long hi, int rank, boolean optional, boolean raises, int level) {
        var cause =
                new Move.Cause(new ActId("A" + i), "V" + level, Edtf.parse("2024"), lo, hi, "R" + i, new TreeSet<>());
        return new Move(lo, hi, rank, i % 2, i, optional, raises, level, cause);
    }

    private static String told(int level, @Nullable Move by) {
        return level + " by " + (by == null ? "nothing" : by.cause().act());
    }

    /** By definition: every day for every move, after the day asked about among them, and not at all where it may not count. */
    private static Set<String> tried(
            int initial,
            List<Move> moves,
            int day,
            boolean setRenews,
            boolean raiseRenews,
            Map<Integer, PossibleValues.Fading> fading) {
        var results = new TreeSet<String>();
        place(moves, 0, new ArrayList<>(), day, placed -> {
            int level = initial;
            Move by = null;
            for (Placed one : placed) {
                Move m = one.move();
                level = faded(level, by, one.day(), fading);
                boolean same = m.level() == level;
                boolean changes = m.raises() ? m.level() > level : !same;
                if (changes || (same && (m.raises() ? raiseRenews : setRenews))) {
                    level = m.level();
                    by = m;
                }
            }
            results.add(told(faded(level, by, day, fading), by));
        });
        return results;
    }

    private static int faded(int level, @Nullable Move by, long day, Map<Integer, PossibleValues.Fading> fading) {
        PossibleValues.Fading fades = fading.get(level);
        if (fades == null || by == null || by.level() != level) {
            return level;
        }
        return day < by.hi() + fades.after().getDays() ? level : fades.to();
    }

    private record Placed(Move move, long day) {}

    private interface Trying {
        void order(List<Placed> placed);
    }

    private static void place(List<Move> moves, int next, List<Placed> placed, int day, Trying trying) {
        if (next == moves.size()) {
            trying.order(placed.stream()
                    .sorted(Comparator.comparingLong(Placed::day)
                            .thenComparingInt(p -> p.move().rank())
                            .thenComparingInt(p -> p.move().turn())
                            .thenComparingLong(p -> p.move().position()))
                    .toList());
            return;
        }
        Move move = moves.get(next);
        for (long d = move.lo(); d <= Math.min(move.hi(), day); d++) {
            placed.add(new Placed(move, d));
            place(moves, next + 1, placed, day, trying);
            placed.remove(placed.size() - 1);
        }
        if (move.hi() > day || move.optional()) {
            place(moves, next + 1, placed, day, trying);
        }
    }

    @Test
    @Timeout(120) // against what would never end
    void fifty_acts_that_happened_some_day_of_one_year_are_folded_at_once() {
        var moves = new ArrayList<Move>();
        for (int i = 0; i < 50; i++) {
            moves.add(move(i, 1, 366, i % 3, false, i % 2 == 0, i % 5));
        }
        var steps = new PossibleValues(false, false).over(PossibleValues.NOTHING, moves);
        assertThat(steps.lastEntry().getValue()).hasSizeGreaterThan(10);
    }

    @Test
    @Timeout(120) // against what would never end
    void two_hundred_windows_that_overlap_like_tiles_are_folded_soon() {
        var moves = new ArrayList<Move>();
        for (int i = 0; i < 200; i++) {
            moves.add(move(i, 3L * i, 3L * i + 40, i % 3, false, i % 2 == 0, i % 5));
        }
        assertThat(new PossibleValues(false, true).over(PossibleValues.NOTHING, moves))
                .isNotEmpty();
    }

    @Test
    @Timeout(120) // against what would never end
    void a_long_history_of_certain_days_costs_its_length() {
        List<Move> moves = IntStream.range(0, 100_000)
                .mapToObj(i -> move(i, i, i, 0, false, i % 2 == 0, i % 5))
                .toList();
        var steps = new PossibleValues(false, false).over(PossibleValues.NOTHING, moves);
        assertThat(steps).hasSizeGreaterThan(99_999);
        assertThat(new HashSet<>(steps.lastEntry().getValue())).hasSize(1);
    }
}
