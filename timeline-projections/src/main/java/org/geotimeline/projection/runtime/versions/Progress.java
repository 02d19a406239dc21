package org.geotimeline.projection.runtime.versions;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a version of a view is built, as last seen by this node.
 *
 * @param phase {@code building} while the version is far behind, {@code live} while it follows the ledger, {@code cancelled}
 * @param since when building began; null if the version is not being built
 * @param position of the last event that the version has applied
 * @param head the position of the last event of the ledger
 * @param eventsPerSecond the rate in the last half minute
 * @param secondsLeft the time left at that rate; null if the position does not move, 0 if nothing is left
 */
public record Progress(
        String phase,
        @Nullable Instant since,
        long position,
        long head,
        double eventsPerSecond,
        @Nullable Long secondsLeft) {

    private enum Phase {
        BUILDING,
        LIVE,
        CANCELLED
    }

    public static Progress of(long position, long head, boolean stopped, @Nullable Instant buildingSince, double rate) {
        boolean building = buildingSince != null && position < head;
        Phase phase = stopped ? Phase.CANCELLED : building ? Phase.BUILDING : Phase.LIVE;
        return new Progress(
                phase.name().toLowerCase(Locale.ROOT),
                phase == Phase.BUILDING ? buildingSince : null,
                position,
                head,
                Math.round(rate * 10) / 10.0,
                secondsLeft(Math.max(0, head - position), rate));
    }

    private static @Nullable Long secondsLeft(long behind, double rate) {
        if (behind == 0) {
            return 0L;
        }
        return rate > 0 ? (long) Math.ceil(behind / rate) : null;
    }
}
