package org.geotimeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The latest events as a condition asks for them, against looking at every event. */
class RecentEventsTest {

    private static final int MOST = 50;

    @Test
    void a_condition_meets_what_a_look_at_every_remembered_event_finds() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        var recent = new RecentEvents(MOST);
        var all = new ArrayList<RecentEvents.Seen>();
        for (int i = 1; i <= 2_000; i++) {
            var seen = new RecentEvents.Seen(i, "t.T" + random.nextInt(3), tags(random, 3));
            all.add(seen);
            recent.add(seen);
            long marker = Math.max(0, i - random.nextInt(2 * MOST));
            var append = new Append(criteria(random), marker, List.of(), new CompletableFuture<>());
            String asked = "seed %d: %s after %d of %d".formatted(seed, append.condition(), marker, i);
            boolean whole = marker >= Math.max(0, i - MOST);
            assertThat(recent.reachesBackTo(marker)).as(asked).isEqualTo(whole);
            if (whole) {
                assertThat(recent.conflictsWith(append))
                        .as(asked)
                        .isEqualTo(all.stream()
                                .filter(event -> event.position() > marker)
                                .anyMatch(event -> append.conflictsWith(event.tags(), event.type())));
            }
        }
    }

    private static List<EventFilter> criteria(Random random) {
        var criteria = new ArrayList<EventFilter>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Set<String> types = random.nextBoolean() ? Set.of() : Set.of("t.T" + random.nextInt(4));
            criteria.add(new EventFilter(types, tags(random, 2)));
        }
        return criteria;
    }

    private static Set<String> tags(Random random, int most) {
        var tags = new HashSet<String>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            tags.add("k:v" + random.nextInt(30));
        }
        return tags;
    }
}
