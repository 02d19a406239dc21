package org.geotimeline.projection.runtime.parked;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An act that a projection could not take on one timeline, or that waits behind such an act.
 *
 * @param view the projection
 * @param timeline the values of its keys; empty where the act could not be placed on any
 * @param position of the event: the act itself, or an act about it
 * @param act its id
 * @param cause why it cannot be taken; null where it only waits
 * @param behind the position of the one that it waits behind; null where it is itself the cause
 * @param tries how often it was tried
 * @param wanted whether it is about to be tried again
 */
public record ParkedAct(
        String view,
        List<String> timeline,
        long position,
        String act,
        @Nullable String cause,
        @Nullable Long behind,
        int tries,
        boolean wanted,
        Instant parkedAt) {}
