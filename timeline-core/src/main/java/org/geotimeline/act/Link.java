package org.geotimeline.act;

import java.util.Locale;
import org.geotimeline.act.id.ActId;

/** How an act stands to another. A link changes no phase. */
public record Link(Relation relation, ActId act) {

    /** The words for it. */
    public enum Relation {
        CONFIRMS,
        DENIES,
        IMPLEMENTS,
        FOLLOWS,
        CLAIMS,
        CONTRADICTS,
        CONCERNS,
        HOLDS,
        PART_OF,
        SUPERSEDES,
        REVERSES;

        /** The word in JSON. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
