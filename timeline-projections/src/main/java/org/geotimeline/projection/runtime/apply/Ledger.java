package org.geotimeline.projection.runtime.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;

/** The ledger as projections read it: events at gap-free positions from 1 on, and by the tag of an act. */
public interface Ledger {

    /** The position of the last event; 0 if there is none. */
    long head();

    /**
     * The event at one position.
     *
     * @param acts the acts that the event decodes to: mostly one, several if its type was split, none if its type was dropped
     */
    record Entry(long position, List<Recorded> acts) {}

    /** The events after that position, in order; fewer than {@code limit} only at the head. */
    List<Entry> read(long after, int limit);

    /** The acts up to that position that carry the tag of an act, in order: the act itself, and acts about it. */
    List<Recorded> tagged(ActId act, long upTo);

    /** When a source was published; empty if it has no date, or is not registered. */
    default Optional<Instant> publication(String source) {
        return Optional.empty();
    }

    /** Waits until the head is after that position, or for a timeout; returns the head. */
    long await(long after, Duration atMost) throws InterruptedException;
}
