package org.geotimeline.standalone;

import java.util.Locale;

/**
 * The result of one check of {@code timeline doctor}.
 *
 * @param sentence the state, with its remedy if it needs one
 */
record Finding(Grade grade, String sentence) {

    enum Grade {
        OK,
        WARNING,
        WRONG
    }

    static Finding ok(String sentence) {
        return new Finding(Grade.OK, sentence);
    }

    static Finding warning(String sentence) {
        return new Finding(Grade.WARNING, sentence);
    }

    static Finding wrong(String sentence) {
        return new Finding(Grade.WRONG, sentence);
    }

    /** The finding as one line, even if its sentence has several. */
    String line() {
        return String.format(
                Locale.ROOT, "%-8s %s", grade.name().toLowerCase(Locale.ROOT), sentence.replaceAll("\\s+", " "));
    }
}
