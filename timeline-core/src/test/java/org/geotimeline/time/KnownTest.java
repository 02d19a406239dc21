package org.geotimeline.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownTest {

    private static final Instant LATER = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2024-09-05, 2024-09-05T23:59:59.999999Z",
        "2024-09-05~, 2024-09-05T23:59:59.999999Z",
        "2024-09, 2024-09-30T23:59:59.999999Z",
        "2024, 2024-12-31T23:59:59.999999Z",
        "2024-09-05T10:00:00Z, 2024-09-05T10:00:00Z",
        "2024-09-05T10:00:00.1234567+04:30, 2024-09-05T05:30:00.123456Z"
    })
    void a_day_month_or_year_means_its_last_moment_in_utc(String text, Instant moment) {
        assertThat(Known.parse(text).asRecorded(LATER)).isEqualTo(moment);
    }

    @Test
    void a_known_time_is_never_later_than_its_recording() {
        Instant recorded = Instant.parse("2024-09-05T08:00:00Z");
        assertThat(Known.parse("2024-09-05").asRecorded(recorded)).isEqualTo(recorded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-09-05/2024-09-06", "[..2024]", "202X", "yesterday", "2024-09-05T10:00"})
    void what_is_no_known_time_is_refused(String text) {
        assertThatThrownBy(() -> Known.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
