package org.geotimeline.projection.fold;

/**
 * Whether a move that gives the value that stands renews it; else what stands keeps its cause.
 *
 * @param set whether one that sets does
 * @param raise whether one that raises does
 */
record Renewal(boolean set, boolean raise) {

    /** Whether the move leaves that value as it is, with its cause. */
    boolean keeps(Move move, int level) {
        return move.raises()
                ? move.level() < level || (move.level() == level && !raise)
                : move.level() == level && !set;
    }
}
