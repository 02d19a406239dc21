package org.geotimeline.act.vote;

import java.util.Locale;
import org.geotimeline.act.id.ActorId;

/** How one member voted. */
public record Vote(ActorId actor, Choice vote) {

    /** The four ways. */
    public enum Choice {
        YES,
        NO,
        ABSTAIN,
        ABSENT;

        /** The word in JSON. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
