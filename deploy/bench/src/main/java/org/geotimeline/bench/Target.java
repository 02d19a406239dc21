package org.geotimeline.bench;

import java.util.Locale;

/** The target of a contest. */
sealed interface Target {

    /** At least this multiple of the reference. */
    record AtLeast(double ratio) implements Target {}

    /** At most this multiple of the reference. */
    record Within(double ratio) implements Target {}

    /** At most this value, independent of the reference. */
    record AtMost(double value, String unit) implements Target {}

    /** Reported without a target. */
    record Untold() implements Target {}

    Target NONE = new Untold();

    default String text() {
        return switch (this) {
            case AtLeast least -> String.format(Locale.ROOT, ">= %.2f x", least.ratio());
            case Within within -> String.format(Locale.ROOT, "<= %.2f x", within.ratio());
            case AtMost most -> String.format(Locale.ROOT, "<= %.2f %s", most.value(), most.unit());
            case Untold untold -> "-";
        };
    }

    default String reached(double value, double ratio) {
        return switch (this) {
            case AtLeast least -> ratio >= least.ratio() ? "yes" : "no";
            case Within within -> ratio <= within.ratio() ? "yes" : "no";
            case AtMost most -> value <= most.value() ? "yes" : "no";
            case Untold untold -> "-";
        };
    }
}
