package org.geotimeline.time;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The three clocks of a question: what was true on that day, as known at that instant, as the ledger stood at that
 * position.
 *
 * @param validAt the day asked about; it has no zone
 * @param knownAt the instant up to which, inclusive, an act was made public in order to be seen
 * @param position the number of events that are seen, from the first on
 */
public record AsOf(LocalDate validAt, Instant knownAt, long position) {

    public AsOf {
        if (position < 0) {
            throw new IllegalArgumentException("a position is 0 or more, not " + position);
        }
    }

    public AsOf on(LocalDate day) {
        return new AsOf(day, knownAt, position);
    }
}
