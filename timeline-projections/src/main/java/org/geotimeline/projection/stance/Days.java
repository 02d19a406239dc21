package org.geotimeline.projection.stance;

import java.time.LocalDate;

/** Days as numbers; {@link LocalDate#MIN} and {@link LocalDate#MAX} stay before and after all, whatever is added. */
final class Days {

    static final long BEFORE_ALL = LocalDate.MIN.toEpochDay();
    static final long AFTER_ALL = LocalDate.MAX.toEpochDay();

    private Days() {}

    static long of(LocalDate day) {
        return day.toEpochDay();
    }

    static LocalDate date(long day) {
        return LocalDate.ofEpochDay(day);
    }

    static long next(long day) {
        return day == BEFORE_ALL || day == AFTER_ALL ? day : day + 1;
    }
}
