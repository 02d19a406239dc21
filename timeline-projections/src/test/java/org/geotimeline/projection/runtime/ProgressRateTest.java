package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.geotimeline.projection.runtime.versions.Progress;
import org.junit.jupiter.api.Test;

/** How fast a version is built, and how that is reported. */
class ProgressRateTest {

    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    private final ProgressRate pace = new ProgressRate();

    private static long seconds(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void what_does_not_move_has_no_pace() {
        assertThat(pace.perSecond(seconds(1))).isZero();
        pace.at(70, seconds(1));
        assertThat(pace.perSecond(seconds(2))).isZero();
    }

    @Test
    void the_pace_is_that_of_the_last_half_minute_and_falls_where_nothing_comes() {
        for (int second = 0; second <= 100; second++) {
            pace.at(second < 50 ? second * 10L : 500 + (second - 50) * 1_000L, seconds(second));
        }
        assertThat(pace.perSecond(seconds(100))).isCloseTo(1_000, within(1.0));
        assertThat(pace.perSecond(seconds(130))).isCloseTo(500, within(10.0));
    }

    @Test
    void what_was_emptied_begins_again() {
        pace.at(10_000, seconds(0));
        pace.at(20_000, seconds(10));
        pace.at(0, seconds(20));
        pace.at(300, seconds(30));
        assertThat(pace.perSecond(seconds(30))).isCloseTo(30, within(0.1));
    }

    @Test
    void what_is_left_is_told_in_seconds_where_it_moves() {
        assertThat(Progress.of(100, 1_100, false, SINCE, 50.04))
                .isEqualTo(new Progress("building", SINCE, 100, 1_100, 50, 20L));
        assertThat(Progress.of(100, 1_100, false, SINCE, 0).secondsLeft()).isNull();
        assertThat(Progress.of(1_100, 1_100, false, SINCE, 50))
                .isEqualTo(new Progress("live", null, 1_100, 1_100, 50, 0L));
        assertThat(Progress.of(100, 1_100, true, SINCE, 0).phase()).isEqualTo("cancelled");
    }
}
