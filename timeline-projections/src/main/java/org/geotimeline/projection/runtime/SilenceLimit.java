package org.geotimeline.projection.runtime;

/**
 * How long a node keeps what it has claimed in the database while it says nothing there. Who is silent for longer is taken
 * for frozen: its session is ended by the database, and another node steps in.
 */
public final class SilenceLimit {

    /** The system property {@code timeline.claim.seconds}; a minute where it is not set. */
    public static final int SECONDS = Math.clamp(Integer.getInteger("timeline.claim.seconds", 60), 2, 3_600);

    private SilenceLimit() {}
}
