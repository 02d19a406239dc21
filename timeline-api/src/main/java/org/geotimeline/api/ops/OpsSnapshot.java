package org.geotimeline.api.ops;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.geotimeline.projection.publicfeed.ActsFeed;
import org.geotimeline.projection.runtime.ProjectionState;
import org.geotimeline.store.LedgerStatus;
import org.jspecify.annotations.Nullable;

/**
 * The state of the server at one moment.
 *
 * @param feed empty if the server publishes nothing
 * @param works the running jobs of all nodes
 * @param ledger null if the database did not answer
 * @param failure why the database did not answer; null if it did
 */
record OpsSnapshot(
        List<ViewSnapshot> views,
        Optional<ActsFeed.State> feed,
        List<RunningJobs.Work> works,
        @Nullable LedgerStatus ledger,
        @Nullable String failure) {

    /** A view that is at most this number of events behind is live: one batch of its runner. */
    private static final long MAX_BEHIND_LIVE = 500;

    /**
     * A version of a view.
     *
     * @param serves true if questions are answered by this version
     */
    record ViewSnapshot(ProjectionState state, boolean serves) {}

    /** The number of events after that position; null if it is unknown. */
    @Nullable
    Long behind(long applied) {
        return ledger == null || applied < 0 ? null : Math.max(0, ledger.position() - applied);
    }

    /** The age of the first event after that position; 0 if there is none, null if it is unknown. */
    @Nullable
    Double secondsBehind(long applied) {
        if (ledger == null || applied < 0) {
            return null;
        }
        return ledger.ages().getOrDefault(applied + 1, Duration.ZERO).toNanos() / 1e9;
    }

    /** The word in JSON for the state of a view. */
    String word(ViewSnapshot view) {
        if (view.state().stopped()) {
            return "called-off";
        }
        if (view.state().failure() != null) {
            return "stopped";
        }
        Long behind = behind(view.state().applied());
        return (behind == null ? view.state().behind() : behind) <= MAX_BEHIND_LIVE ? "live" : "building";
    }
}
