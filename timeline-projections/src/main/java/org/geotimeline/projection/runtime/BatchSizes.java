package org.geotimeline.projection.runtime;

import java.time.Duration;

/**
 * The sizes of a runner's batches, and how long a transaction may be silent.
 *
 * @param live the largest number of events in a batch while the projection follows the ledger
 * @param bulk the largest number of events in a batch while the projection is far behind
 * @param far more events behind than this counts as far behind
 * @param silence the database ends a transaction that sends no statement for this long, because its node is frozen
 */
record BatchSizes(int live, int bulk, long far, Duration silence) {

    static final BatchSizes USUAL = new BatchSizes(500, 10_000, 10_000, Duration.ofSeconds(SilenceLimit.SECONDS));

    /** A projection that was once far behind stays on that path until less than one live batch is left. */
    boolean isFar(long behind, boolean building) {
        return bulk > live && (behind > far || (building && behind >= live));
    }

    /** The largest number of events of one batch. */
    int limit(boolean far) {
        return far ? bulk : live;
    }
}
