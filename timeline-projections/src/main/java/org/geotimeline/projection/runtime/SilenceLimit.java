package org.geotimeline.projection.runtime;

/**
 * How long a node keeps its leases while it sends nothing to the database. A node that is silent for longer counts as frozen:
 * the database ends its session, and another node steps in.
 */
public final class SilenceLimit {

    /** The system property {@code timeline.claim.seconds}; a minute if it is not set. */
    public static final int SECONDS = Math.clamp(Integer.getInteger("timeline.claim.seconds", 60), 2, 3_600);

    private SilenceLimit() {}
}
