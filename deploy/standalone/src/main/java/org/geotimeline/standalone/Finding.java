package org.geotimeline.standalone;

import java.util.Locale;

/**
 * One thing that {@code timeline doctor} has looked at.
 *
 * @param what it found; and what to do, where something is to be done
 */
record Finding(Grade grade, String what) {

    enum Grade {
        OK,
        WARNING,
        WRONG
    }

    static Finding ok(String what) {
        return new Finding(Grade.OK, what);
    }

    static Finding warning(String what) {
        return new Finding(Grade.WARNING, what);
    }

    static Finding wrong(String what) {
        return new Finding(Grade.WRONG, what);
    }

    /** Sentences of other parts may have several lines; here each finding has one. */
    String line() {
        return String.format(
                Locale.ROOT, "%-8s %s", grade.name().toLowerCase(Locale.ROOT), what.replaceAll("\\s+", " "));
    }
}
