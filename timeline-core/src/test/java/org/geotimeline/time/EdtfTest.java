package org.geotimeline.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdtfTest {

    private static LocalDate day(String day) {
        return switch (day) {
            case "open" -> throw new IllegalArgumentException(day);
            case "before" -> Edtf.EVER_BEFORE;
            case "after" -> Edtf.EVER_AFTER;
            default -> LocalDate.parse(day);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "2003, 2003-01-01, 2003-12-31",
        "2003-02, 2003-02-01, 2003-02-28",
        "2004-02, 2004-02-01, 2004-02-29",
        "2003-02-14, 2003-02-14, 2003-02-14",
        "2024-10~, 2024-10-01, 2024-10-31",
        "1994?, 1994-01-01, 1994-12-31",
        "1994%, 1994-01-01, 1994-12-31",
        "199X, 1990-01-01, 1999-12-31",
        "19XX, 1900-01-01, 1999-12-31",
        "2004-XX, 2004-01-01, 2004-12-31",
        "2004-02-XX, 2004-02-01, 2004-02-29",
        "2004-XX-XX, 2004-01-01, 2004-12-31",
        "2003-02-14/2003-03-04, 2003-02-14, 2003-03-04",
        "2003/2004-02, 2003-01-01, 2004-02-29",
        "2001-11-22/.., 2001-11-22, after",
        "2001-11-22/, 2001-11-22, after",
        "/2023-12-29, before, 2023-12-29",
        "../2023-12-29, before, 2023-12-29",
        "/.., before, after",
        "[..2023-12-29], before, 2023-12-29",
        "[2023-12-29..], 2023-12-29, after",
        "[1997-05-25..1997-05-26], 1997-05-25, 1997-05-26",
        "[2022-06..2022-07-21], 2022-06-01, 2022-07-21",
        "2021-08-30T19:29Z, 2021-08-30, 2021-08-30",
        "2021-08-30T23:59:00+04:30, 2021-08-30, 2021-08-30",
        "2021-08-31T00:30+04:30, 2021-08-31, 2021-08-31"
    })
    void every_form_has_its_first_and_its_last_day(String text, String lower, String upper) {
        Edtf date = Edtf.parse(text);
        assertThat(date.lower()).isEqualTo(day(lower));
        assertThat(date.upper()).isEqualTo(day(upper));
        assertThat(date).hasToString(text);
        assertThat(Edtf.parse(date.toString())).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "2003-2",
                "2003-13",
                "2003-02-30",
                "2023-02-29",
                "03-02-14",
                "2003/02/14/1",
                "/",
                "[..]",
                "[]",
                "[2003",
                "2003]",
                "[2003,2004]",
                "14.02.2003",
                "2003-XX-14",
                "199X-02",
                "2021-08-30T19:29",
                "2021-08-30T25:00Z",
                "2003-02-14 ",
                "+2003",
                "2003~~",
                "2003-02-14T",
                "Y170000",
                "2003-21"
            })
    void what_is_no_date_is_refused_with_its_text_quoted(String text) {
        assertThatThrownBy(() -> Edtf.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0025",
                "0025-01-01",
                "1499-12-31",
                "2201",
                "9999",
                "[0025..2003]",
                "2003/2201",
                "14XX",
                "0999-01-01T00:00Z"
            })
    void years_outside_the_ledger_are_refused_with_the_year(String text) {
        assertThatThrownBy(() -> Edtf.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("year \\d{4} of .* is outside 1500 to 2200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2003-03-04/2003-02-14", "2004/2003", "[2003-03-04..2003-02-14]"})
    void an_end_before_its_start_is_refused(String text) {
        assertThatThrownBy(() -> Edtf.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is before its start");
    }

    @Test
    void marks_keep_the_bounds_and_are_told() {
        assertThat(Edtf.parse("2003-02-14~").isApproximate()).isTrue();
        assertThat(Edtf.parse("2003-02-14?").isUncertain()).isTrue();
        assertThat(Edtf.parse("2003-02-14%").isApproximate()).isTrue();
        assertThat(Edtf.parse("2003-02-14%").isUncertain()).isTrue();
        assertThat(Edtf.parse("2003-02-14").isApproximate()).isFalse();
    }

    @Test
    void what_happened_once_begins_somewhere_inside_and_what_lasted_at_its_start() {
        assertThat(Edtf.parse("2003-02").beginning())
                .isEqualTo(new Window(LocalDate.of(2003, 2, 1), LocalDate.of(2003, 2, 28)));
        assertThat(Edtf.parse("2003-02-14/2003-03-04").beginning())
                .isEqualTo(new Window(LocalDate.of(2003, 2, 14), LocalDate.of(2003, 2, 14)));
        assertThat(Edtf.parse("2003-02/2003-03").beginning())
                .isEqualTo(new Window(LocalDate.of(2003, 2, 1), LocalDate.of(2003, 2, 28)));
        assertThat(Edtf.parse("/2003-03-04").beginning())
                .isEqualTo(new Window(Edtf.EVER_BEFORE, LocalDate.of(2003, 3, 4)));
    }

    @Test
    void a_span_holds_surely_between_the_windows_of_its_ends() {
        Edtf span = Edtf.parse("2003-02/2003-04");
        assertThat(span.on(LocalDate.of(2003, 1, 31))).isEqualTo(Truth.NO);
        assertThat(span.on(LocalDate.of(2003, 2, 10))).isEqualTo(Truth.POSSIBLY);
        assertThat(span.on(LocalDate.of(2003, 3, 10))).isEqualTo(Truth.YES);
        assertThat(span.on(LocalDate.of(2003, 4, 10))).isEqualTo(Truth.POSSIBLY);
        assertThat(span.on(LocalDate.of(2003, 5, 1))).isEqualTo(Truth.NO);
        assertThat(Edtf.parse("2003-02").on(LocalDate.of(2003, 2, 10))).isEqualTo(Truth.POSSIBLY);
        assertThat(Edtf.parse("2003-02-10").on(LocalDate.of(2003, 2, 10))).isEqualTo(Truth.YES);
        assertThat(Edtf.parse("2003-02-10/..").on(LocalDate.of(2203, 2, 10))).isEqualTo(Truth.YES);
    }

    @Test
    void comparing_ranges_has_three_answers() {
        assertThat(Edtf.parse("2003").before(Edtf.parse("2004"))).isEqualTo(Truth.YES);
        assertThat(Edtf.parse("2004").before(Edtf.parse("2003"))).isEqualTo(Truth.NO);
        assertThat(Edtf.parse("2003").before(Edtf.parse("2003-06"))).isEqualTo(Truth.POSSIBLY);
        assertThat(Edtf.parse("2003-06-01").before(Edtf.parse("2003-06-01"))).isEqualTo(Truth.NO);
    }

    @Test
    void random_dates_come_back_as_they_were_written() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = random(random);
            Edtf date = Edtf.parse(text);
            assertThat(date.toString()).as("seed %d", seed).isEqualTo(text);
            assertThat(date.upper()).as("seed %d, %s", seed, text).isAfterOrEqualTo(date.lower());
            assertThat(date.beginning().lower()).isAfterOrEqualTo(date.lower());
            assertThat(date.beginning().upper()).isBeforeOrEqualTo(date.upper());
        }
    }

    private static String random(Random random) {
        LocalDate a = LocalDate.of(1500, 1, 1).plusDays(random.nextInt(250_000));
        LocalDate b = a.plusDays(400 + random.nextInt(4_000));
        return switch (random.nextInt(6)) {
            case 0 -> part(a, random) + "/" + part(b, random);
            case 1 -> "[" + part(a, random) + ".." + part(b, random) + "]";
            case 2 -> "[.." + part(a, random) + "]";
            case 3 -> part(a, random) + "/..";
            case 4 -> "/" + part(a, random);
            default -> part(a, random) + new String[] {"", "~", "?", "%"}[random.nextInt(4)];
        };
    }

    private static String part(LocalDate day, Random random) {
        return day.toString().substring(0, new int[] {4, 7, 10}[random.nextInt(3)]);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-21, 'spring, 2024', [2024-03-01..2024-05-31]",
        "2024-24, 'winter, 2024', [2024-12-01..2025-02-28]",
        "2024-29, 'spring in the southern hemisphere, 2024', [2024-09-01..2024-11-30]",
        "2024-33, 'first quarter, 2024', [2024-01-01..2024-03-31]",
        "2024-41, 'second half, 2024', [2024-07-01..2024-12-31]",
        "2023-01/2024-22~, 'summer, 2024', [2024-06-01..2024-08-31]"
    })
    void a_season_is_refused_as_a_season_with_the_days_that_may_be_meant(String date, String season, String days) {
        assertThatThrownBy(() -> Edtf.parse(date))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + date + "'")
                .hasMessageContaining("(" + season + ")")
                .hasMessageContaining(days);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-13", "2024-20", "2024-42", "2024-00", "2024-21-01"})
    void a_month_that_is_none_is_no_season(String date) {
        assertThatThrownBy(() -> Edtf.parse(date)).hasMessageContaining("is not a day of the calendar");
    }
}
