package org.geotimeline.api.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotimeline.api.ops.OpsSnapshot.ViewSnapshot;
import org.geotimeline.projection.runtime.ProjectionState;
import org.geotimeline.store.LedgerStatus;
import org.junit.jupiter.api.Test;

class OpsTest {

    /** A view of a ledger of ten events that has applied {@code applied} of them; the age of the next one is given. */
    private static List<String> wrong(long applied, Duration next, boolean serves) {
        return OpsApi.wrong(look(applied, next, serves), null);
    }

    private static OpsSnapshot look(long applied, Duration next, boolean serves) {
        var state = new ProjectionState("stance_v2", applied, 10 - applied, true, 0, null, 0, false);
        Map<Long, Duration> ages = applied < 10 ? Map.of(applied + 1, next) : Map.of();
        var standing = new LedgerStatus(10, Instant.EPOCH, "18.0", 0, 0, ages);
        return new OpsSnapshot(List.of(new ViewSnapshot(state, serves)), Optional.empty(), List.of(), standing, null);
    }

    @Test
    void who_answers_is_ready_only_when_it_has_applied_all_that_was_on_file_at_the_start() {
        assertThat(HealthApi.building(look(9, Duration.ofSeconds(3), true), 10))
                .containsExactly("stance_v2 has applied 9 of 10 events");
        assertThat(HealthApi.building(look(9, Duration.ofSeconds(3), false), 10))
                .isEmpty();
        assertThat(HealthApi.building(look(9, Duration.ofSeconds(3), true), 9)).isEmpty();
        assertThat(HealthApi.building(look(10, Duration.ZERO, true), 10)).isEmpty();
        var failing = new ProjectionState("stance_v2", 10, 0, true, 1, "after position 10: no disk", 0, false);
        assertThat(HealthApi.building(
                        new OpsSnapshot(
                                List.of(new ViewSnapshot(failing, true)), Optional.empty(), List.of(), null, null),
                        10))
                .containsExactly("stance_v2 has applied 10 of 10 events, and stands still: after position 10: no disk");
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
