package org.geotimeline.act.engagement;

import java.util.List;
import java.util.Locale;
import org.geotimeline.act.Confidence;
import org.geotimeline.act.id.ActorId;
import org.geotimeline.act.id.SourceId;
import org.geotimeline.time.Known;
import org.jspecify.annotations.Nullable;

/**
 * An entity's place in a round.
 *
 * @param recorded the word of the source, if it says more than the role
 * @param known when this seat became known, only if that is later than the round itself
 * @param certainty {@code POSSIBLE} if sources conflict
 */
public record Seat(
        ActorId entity,
        Role role,
        @Nullable String rank,
        @Nullable String recorded,
        @Nullable Certainty certainty,
        @Nullable Known known,
        @Nullable Confidence confidence,
        List<SourceId> sources) {

    /** What an entity was to a round. An entity that no source names has no seat, which is not the same as absent. */
    public enum Role {
        HOST,
        PARTICIPANT,
        OBSERVER,
        GUEST,
        INVITED_DECLINED,
        ANNOUNCED_NOT_SEEN,
        NOT_INVITED,
        ABSENT;

        /** The word in JSON. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether the sources agree on it. */
    public enum Certainty {
        CERTAIN,
        POSSIBLE
    }
}
