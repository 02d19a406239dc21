package org.geotimeline.time;

import java.time.LocalDate;

/**
 * The days among which something happened, both ends included. {@link Edtf#EVER_BEFORE} and {@link Edtf#EVER_AFTER}
 * stand for an open end.
 */
public record Window(LocalDate lower, LocalDate upper) {

    public Window {
        if (upper.isBefore(lower)) {
            throw new IllegalArgumentException("the end %s is before the start %s".formatted(upper, lower));
        }
    }

    /** Whether the window is one day. */
    public boolean isOneDay() {
        return lower.equals(upper);
    }
}
