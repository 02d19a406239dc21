package org.geotimeline.projection.runtime.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final int KEYS = 500;
    private static final int HEAVIEST = 5;

    private static void fill(WeightedLru<Integer, Integer> cache, int from, int to) {
        IntStream.range(from, to).forEach(key -> cache.put(key, 1));
    }

    private static long kept(WeightedLru<Integer, Integer> cache, int keys) {
        return IntStream.range(0, keys).filter(key -> cache.get(key) != null).count();
    }

    private static WeightedLru<Integer, Integer> in(MemoryBudget room) {
        return new WeightedLru<>(room.share(), weight -> weight);
    }

    @Test
    void who_has_the_room_for_itself_fills_it_and_keeps_what_was_used_last() {
        WeightedLru<Integer, Integer> alone = in(new MemoryBudget(10));
        fill(alone, 0, 10);
        assertThat(kept(alone, 10)).isEqualTo(10);
        alone.get(0);
        alone.put(10, 1);
        assertThat(alone.get(0)).isNotNull();
        assertThat(alone.get(1)).isNull();
        assertThat(alone.get(10)).isNotNull();
    }

    @Test
    void who_needs_much_has_what_the_others_leave() {
        var room = new MemoryBudget(100);
        WeightedLru<Integer, Integer> much = in(room);
        WeightedLru<Integer, Integer> little = in(room);
        fill(little, 0, 10);
        fill(much, 0, 200);
        assertThat(kept(much, 200)).isEqualTo(90);
        assertThat(kept(little, 10)).isEqualTo(10);
    }

    @Test
    void where_none_is_left_who_has_more_than_an_equal_part_makes_way() {
        var room = new MemoryBudget(100);
        WeightedLru<Integer, Integer> early = in(room);
        WeightedLru<Integer, Integer> late = in(room);
        fill(early, 0, 100);
        fill(late, 0, 200);
        assertThat(kept(late, 200)).isEqualTo(50);
        fill(early, 100, 101);
        assertThat(kept(early, 101)).isEqualTo(50);
    }

    @Test
    void what_is_larger_than_the_room_is_kept_alone() {
        WeightedLru<Integer, Integer> alone = in(new MemoryBudget(10));
        fill(alone, 0, 5);
        alone.put(5, 1_000);
        assertThat(kept(alone, 5)).isZero();
        assertThat(alone.get(5)).isEqualTo(1_000);
    }

    @Test
    void a_share_that_begins_again_has_nothing_taken() {
        var room = new MemoryBudget(100);
        MemoryBudget.Share share = room.share();
        fill(new WeightedLru<>(share, weight -> weight), 0, 100);
        new WeightedLru<Integer, Integer>(share, weight -> weight);
        WeightedLru<Integer, Integer> other = in(room);
        fill(other, 0, 100);
        assertThat(kept(other, 100)).isEqualTo(100);
    }

    @Test
    void whatever_comes_all_together_keep_no_more_than_the_room_and_an_equal_part_for_each_other() {
        var random = new Random(7);
        var room = new MemoryBudget(100);
        List<WeightedLru<Integer, Integer>> all =
                IntStream.range(0, 4).mapToObj(i -> in(room)).toList();
        for (int i = 0; i < 10_000; i++) {
            all.get(random.nextInt(4)).put(random.nextInt(KEYS), 1 + random.nextInt(HEAVIEST));
            long sum = all.stream().mapToLong(WeightedLru::weight).sum();
            assertThat(sum).isLessThanOrEqualTo(100 + 3 * 25);
        }
    }
}
