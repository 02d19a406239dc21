package org.geotimeline.projection.fold;

import java.time.Instant;
import java.util.Set;
import org.geotimeline.act.id.ActId;
import org.jspecify.annotations.Nullable;

/**
 * What orders an act among the others of its day.
 *
 * @param after the acts after which the act comes by a link
 * @param moment the moment at which it was; null if only its day is known
 * @param rank the strength of its instrument, greater if stronger
 */
public record Place(ActId act, Set<ActId> after, @Nullable Instant moment, int rank) {

    /** What may decide between two acts of one day, the first that does before the next. */
    enum By {
        LINK,
        MOMENT,
        INSTRUMENT
    }

    /** Below 0 if the act comes before the other by that, above 0 if after it, 0 if that does not decide. */
    int against(Place other, By by) {
        return switch (by) {
            case LINK -> Boolean.compare(after.contains(other.act), other.after.contains(act));
            case MOMENT -> moment == null || other.moment == null ? 0 : moment.compareTo(other.moment);
            case INSTRUMENT -> Integer.compare(rank, other.rank);
        };
    }
}
