package org.geotimeline.api.ops;

import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.text.Visible;

/** The reason that an operator gives; it is kept with the order. */
final class Reason {

    private static final int MAX_CHARS = 1_000;

    private Reason() {}

    static String of(String given) {
        if (Visible.isBlank(given) || given.length() > MAX_CHARS || given.indexOf('\0') >= 0) {
            throw new BadQuestion("reason", "a reason is a sentence of at most %d characters".formatted(MAX_CHARS));
        }
        return given;
    }
}
