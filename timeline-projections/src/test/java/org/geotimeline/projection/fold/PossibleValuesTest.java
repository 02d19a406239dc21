package org.geotimeline.projection.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.geotimeline.act.id.ActId;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The closed form against an oracle that tries every choice of days and orders. */
class PossibleValuesTest {

    private static final int HISTORIES = Integer.getInteger("histories", 20_000);

    @Test
    void what_may_stand_is_what_some_choice_of_days_and_orders_leads_to() {
        tried("what may stand", PossibleValuesTest::moves, false);
    }

    @Test
    void on_one_day_the_weakest_decisions_of_a_circle_decide_nothing() {
        tried("circles", PossibleValuesTest::onOneDay, true);
    }

    /** @param circles whether to try only what contradicts itself; else only where nothing fades meanwhile */
    private static void tried(String name, Function<Random, List<Move>> history, boolean circles) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(name + ": seed " + seed);
        var random = new Random(seed);
        int possible = 0;
        int histories = 0;
        for (int h = 0; h < HISTORIES; h++) {
            var one = new Random(random.nextLong());
            boolean setRenews = one.nextInt(4) == 0;
            boolean raiseRenews = one.nextBoolean();
            int initial = one.nextInt(3) == 0 ? one.nextInt(3) : PossibleValues.NOTHING;
            Map<Integer, PossibleValues.Fading> fading = fading(one);
            List<Move> moves = history.apply(one);
            boolean contradicts = order(moves).circles();
            if (circles ? !contradicts : contradicts && !fading.isEmpty()) {
                continue;
            }
            histories++;
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
        assertThat(histories).isGreaterThan(HISTORIES / 100);
        assertThat(possible).isGreaterThan(histories);
    }

    private static NaiveDayOrder<Move> order(List<Move> moves) {
        return new NaiveDayOrder<>(
                moves,
                (a, b) -> a.lo() <= b.hi() && b.lo() <= a.hi(),
                List.of(
                        (a, b) -> after(b, a) && !after(a, b),
                        (a, b) -> a.place().moment() != null
                                && b.place().moment() != null
                                && a.place().moment().isBefore(b.place().moment()),
                        (a, b) -> a.place().rank() < b.place().rank()));
    }

    private static boolean after(Move one, Move other) {
        return one.place().after().contains(other.place().act());
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
            moves.add(move(i, lo, hi, random, many));
        }
        return moves;
    }

    private static List<Move> onOneDay(Random random) {
        int many = 3 + random.nextInt(3);
        var moves = new ArrayList<Move>();
        for (int i = 0; i < many; i++) {
            int day = random.nextInt(5) / 4;
            moves.add(move(i, day, day, random, many));
        }
        return moves;
    }

    private static Move move(int i, long lo, long hi, Random random, int many) {
        var after = new HashSet<ActId>();
        for (int other = 0; other < many; other++) {
            if (other != i && random.nextInt(8) == 0) {
                after.add(new ActId("A" + other));
            }
        }
        Instant moment = random.nextInt(3) == 0 ? Instant.ofEpochSecond(random.nextInt(3)) : null;
        var place = new Place(new ActId("A" + i), after, moment, random.nextInt(3));
        return move(i, lo, hi, place, random.nextInt(6) == 0, random.nextBoolean(), random.nextInt(3));
    }

    private static Move move(int i, long lo, long hi, Place place, boolean optional, boolean raises, int level) {
        var cause =
                new Move.Cause(new ActId("A" + i), "V" + level, Edtf.parse("2024"), lo, hi, "R" + i, new TreeSet<>());
        return new Move(lo, hi, place, optional, raises, level, cause);
    }

    private static Move move(int i, long lo, long hi, int rank, boolean raises, int level) {
        return move(i, lo, hi, new Place(new ActId("A" + i), Set.of(), null, rank), false, raises, level);
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
        NaiveDayOrder<Move> order = order(moves);
        var trial = new Trial(setRenews, raiseRenews, fading);
        place(moves, 0, new ArrayList<>(), day, placed -> {
            Set<Standing> standing = Set.of(new Standing(initial, null));
            for (long on = 0; on <= day; on++) {
                long that = on;
                List<Move> today = placed.stream()
                        .filter(p -> p.day() == that)
                        .map(Placed::move)
                        .toList();
                var evening = new HashSet<Standing>();
                for (Standing morning : standing) {
                    order.each(today, moved -> evening.add(trial.over(morning, moved, that)));
                }
                standing = evening;
            }
            standing.forEach(s -> results.add(told(faded(s.level(), s.by(), day, fading), s.by())));
        });
        return results;
    }

    private record Standing(int level, @Nullable Move by) {}

    private record Trial(boolean setRenews, boolean raiseRenews, Map<Integer, PossibleValues.Fading> fading) {

        Standing over(Standing morning, List<Move> moved, long day) {
            int level = morning.level();
            Move by = morning.by();
            for (Move m : moved) {
                level = faded(level, by, day, fading);
                boolean same = m.level() == level;
                boolean changes = m.raises() ? m.level() > level : !same;
                if (changes || (same && (m.raises() ? raiseRenews : setRenews))) {
                    level = m.level();
                    by = m;
                }
            }
            return new Standing(level, by);
        }
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
            trying.order(placed);
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
            moves.add(move(i, 1, 366, i % 3, i % 2 == 0, i % 5));
        }
        var steps = new PossibleValues(false, false).over(PossibleValues.NOTHING, moves);
        assertThat(steps.lastEntry().getValue()).hasSizeGreaterThan(10);
    }

    @Test
    @Timeout(120) // against what would never end
    void two_hundred_windows_that_overlap_like_tiles_are_folded_soon() {
        var moves = new ArrayList<Move>();
        for (int i = 0; i < 200; i++) {
            moves.add(move(i, 3L * i, 3L * i + 40, i % 3, i % 2 == 0, i % 5));
        }
        assertThat(new PossibleValues(false, true).over(PossibleValues.NOTHING, moves))
                .isNotEmpty();
    }

    @Test
    @Timeout(120) // against what would never end
    void ten_thousand_acts_of_one_day_that_nothing_orders_are_folded_soon() {
        List<Move> moves = IntStream.range(0, 10_000)
                .mapToObj(i -> move(i, 7, 7, i % 3, i % 2 == 0, i % 5))
                .toList();
        var steps = new PossibleValues(false, false).over(PossibleValues.NOTHING, moves);
        assertThat(steps.lastEntry().getValue()).hasSizeGreaterThan(100);
    }

    @Test
    @Timeout(120) // against what would never end
    void three_hundred_acts_of_one_day_that_moments_and_links_order_are_folded_soon() {
        var moves = new ArrayList<Move>();
        for (int i = 0; i < 300; i++) {
            var place = new Place(
                    new ActId("A" + i),
                    i % 3 == 0 && i > 0 ? Set.of(new ActId("A" + (i - 1))) : Set.of(),
                    i % 3 == 1 ? Instant.ofEpochSecond(i) : null,
                    i % 4);
            moves.add(move(i, 7, 7, place, false, i % 2 == 0, i % 5));
        }
        assertThat(new PossibleValues(false, false).over(PossibleValues.NOTHING, moves))
                .isNotEmpty();
    }

    @Test
    @Timeout(120) // against what would never end
    void a_long_history_of_certain_days_costs_its_length() {
        List<Move> moves = IntStream.range(0, 100_000)
                .mapToObj(i -> move(i, i, i, 0, i % 2 == 0, i % 5))
                .toList();
        var steps = new PossibleValues(false, false).over(PossibleValues.NOTHING, moves);
        assertThat(steps).hasSizeGreaterThan(99_999);
        assertThat(new HashSet<>(steps.lastEntry().getValue())).hasSize(1);
    }
}
