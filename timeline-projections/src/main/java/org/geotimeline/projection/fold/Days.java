package org.geotimeline.projection.fold;

import java.time.LocalDate;

/** Days as numbers; {@link LocalDate#MIN} and {@link LocalDate#MAX} stay before and after all, whatever is added. */
public final class Days {

    public static final long BEFORE_ALL = LocalDate.MIN.toEpochDay();
    public static final long AFTER_ALL = LocalDate.MAX.toEpochDay();

    private Days() {}

    public static long of(LocalDate day) {
        return day.toEpochDay();
    }

    public static LocalDate date(long day) {
        return LocalDate.ofEpochDay(day);
    }

    public static long next(long day) {
        return day == BEFORE_ALL || day == AFTER_ALL ? day : day + 1;
    }
}
