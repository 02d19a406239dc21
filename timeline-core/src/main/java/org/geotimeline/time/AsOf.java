package org.geotimeline.time;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The three clocks of a question: what was true on that day, as known at that instant, as the ledger stood at that
 * position.
 *
 * @param validAt the day asked about; it has no zone
 * @param knownAt only what was public by then, inclusive, is seen
 * @param position the size of the ledger: only the first {@code position} events are seen
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
