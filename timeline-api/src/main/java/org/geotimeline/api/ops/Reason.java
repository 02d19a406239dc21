package org.geotimeline.api.ops;

import org.geotimeline.projection.query.BadQuestion;

/** Why an operator did what is kept. */
final class Reason {

    private static final int LONGEST = 1_000;

    private Reason() {}

    static String of(String given) {
        if (given.isBlank() || given.length() > LONGEST || given.indexOf('\0') >= 0) {
            throw new BadQuestion("reason", "a reason is a sentence of at most %d characters".formatted(LONGEST));
        }
        return given;
    }
}
