package org.geotimeline.projection.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The state of one projection, as this node last saw it.
 *
 * @param applied the position of the last event that the projection has applied, here or on another node
 * @param behind the number of events of the ledger that the projection has not applied
 * @param here whether this node runs the projection
 * @param failures the number of batches that failed on this node since it was started
 * @param failure where and why the last batch failed; null if it did not
 * @param parked the number of acts that are parked, or wait behind parked ones
 * @param stopped whether the projection was cancelled
 */
public record ProjectionState(
        String name,
        long applied,
        long behind,
        boolean here,
        long failures,
        @Nullable String failure,
        int parked,
        boolean stopped) {}
