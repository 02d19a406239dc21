package org.geotimeline.projection.runtime;

import java.time.Duration;

/**
 * How many events a runner applies in one transaction, and how long it may be silent.
 *
 * @param live maximum number of events while it follows the ledger
 * @param bulk maximum number of events while it is far behind
 * @param far number of events from which on it is far behind
 * @param silence a transaction in which nothing is heard for so long is a frozen node's, and ended by the database
 */
record BatchSizes(int live, int bulk, long far, Duration silence) {

    static final BatchSizes USUAL = new BatchSizes(500, 10_000, 10_000, Duration.ofSeconds(SilenceLimit.SECONDS));

    /** Who was once far behind stays on that path until less than one stride of the live one is left. */
    boolean isFar(long behind, boolean building) {
        return bulk > live && (behind > far || (building && behind >= live));
    }

    /** The largest number of events of one batch. */
    int limit(boolean far) {
        return far ? bulk : live;
    }
}
