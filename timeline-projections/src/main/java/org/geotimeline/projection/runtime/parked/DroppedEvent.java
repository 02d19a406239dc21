package org.geotimeline.projection.runtime.parked;

import java.time.Instant;

/**
 * An event that a projection leaves out for ever.
 *
 * @param view the projection
 * @param cause why it could not be taken
 * @param reason why it was dropped, in the words of the operator
 */
public record DroppedEvent(String view, long position, String act, String cause, String reason, Instant droppedAt) {}
