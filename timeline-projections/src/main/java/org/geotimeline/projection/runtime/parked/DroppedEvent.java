package org.geotimeline.projection.runtime.parked;

import java.time.Instant;

/**
 * An event that a projection leaves out for ever.
 *
 * @param view the projection
 * @param cause why the event could not be applied
 * @param reason the operator's reason
 */
public record DroppedEvent(String view, long position, String act, String cause, String reason, Instant droppedAt) {}
