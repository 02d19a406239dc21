package org.geotimeline.act;

import java.util.Locale;

/** How far an act had come: announced is not effective, and a claim is not a fact. */
public enum Phase {
    ANNOUNCED,
    IN_PROCESS,
    CLAIMED,
    EFFECTIVE,
    REVERSED,
    CANCELLED;

    /** The word in JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
