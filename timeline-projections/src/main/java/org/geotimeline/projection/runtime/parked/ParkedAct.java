package org.geotimeline.projection.runtime.parked;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An act that a projection could not apply to one timeline, or that waits behind such an act.
 *
 * @param view the projection
 * @param timeline the values of its keys; empty if the act could not be linked to a timeline
 * @param position of the event: the act itself, or an act about it
 * @param act its id
 * @param cause why the act cannot be applied; null if the act only waits
 * @param behind the position of the act that this one waits behind; null if this one is at fault
 * @param tries the number of tries
 * @param wanted whether the act is to be tried again
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
