package org.geotimeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.store.Standing;
import org.junit.jupiter.api.Test;

class OpsTest {

    /** A view of a ledger of ten events that has applied so many; the next one is so old. */
    private static List<String> wrong(long applied, Duration next, boolean serves) {
        var state = new Projections.State("stance_v2", applied, 10 - applied, true, 0, null, 0, false);
        Map<Long, Duration> ages = applied < 10 ? Map.of(applied + 1, next) : Map.of();
        var standing = new Standing(10, Instant.EPOCH, "18.0", 0, 0, ages);
        return OpsApi.wrong(
                new Watch.Look(List.of(new Watch.Seen(state, serves)), Optional.empty(), List.of(), standing, null),
                null);
    }

    @Test
    void a_view_that_answers_without_what_was_recorded_long_ago_is_wrong() {
        assertThat(wrong(7, Duration.ofMinutes(3), true))
                .containsExactly("stance_v2 answers, and has not applied what was recorded 180 s ago, at position 8");
    }

    @Test
    void a_view_that_is_on_its_way_or_answers_nobody_is_not() {
        assertThat(wrong(7, Duration.ofSeconds(3), true)).isEmpty();
        assertThat(wrong(7, Duration.ofMinutes(3), false)).isEmpty();
        assertThat(wrong(10, Duration.ZERO, true)).isEmpty();
    }
}
