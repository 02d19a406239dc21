package org.geotimeline.time;

import java.time.YearMonth;
import java.util.List;

/**
 * A part of a year that EDTF writes as a month from 21 on. It is refused, because the days of a season depend on the hemisphere
 * and on the writer.
 *
 * @param months the number of its months
 */
record Season(String name, int firstMonth, int months) {

    private static final int FIRST_NUMBER = 21;

    private static final String NORTHERN = " in the northern hemisphere";
    private static final String SOUTHERN = " in the southern hemisphere";

    private static final List<Season> ALL = List.of(
            new Season("spring", 3, 3),
            new Season("summer", 6, 3),
            new Season("autumn", 9, 3),
            new Season("winter", 12, 3),
            new Season("spring" + NORTHERN, 3, 3),
            new Season("summer" + NORTHERN, 6, 3),
            new Season("autumn" + NORTHERN, 9, 3),
            new Season("winter" + NORTHERN, 12, 3),
            new Season("spring" + SOUTHERN, 9, 3),
            new Season("summer" + SOUTHERN, 12, 3),
            new Season("autumn" + SOUTHERN, 3, 3),
            new Season("winter" + SOUTHERN, 6, 3),
            new Season("first quarter", 1, 3),
            new Season("second quarter", 4, 3),
            new Season("third quarter", 7, 3),
            new Season("fourth quarter", 10, 3),
            new Season("first four months", 1, 4),
            new Season("second four months", 5, 4),
            new Season("last four months", 9, 4),
            new Season("first half", 1, 6),
            new Season("second half", 7, 6));

    static boolean isSeason(int month) {
        return month >= FIRST_NUMBER && month < FIRST_NUMBER + ALL.size();
    }

    /** A sentence about a season in a date, with the window that may be meant. */
    static String refusal(String date, int year, int month) {
        Season season = ALL.get(month - FIRST_NUMBER);
        YearMonth first = YearMonth.of(year, season.firstMonth);
        YearMonth last = first.plusMonths(season.months - 1L);
        return "'%s' names a season (%s, %d), whose days are not known; expected the days that are meant, as [%s..%s]"
                .formatted(date, season.name, year, first.atDay(1), last.atEndOfMonth());
    }
}
