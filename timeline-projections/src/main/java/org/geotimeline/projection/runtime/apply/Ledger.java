package org.geotimeline.projection.runtime.apply;

import java.time.Duration;
import java.util.List;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;

/** The ledger as projections read it: gap-free positions from 1 on, and what carries the tag of an act. */
public interface Ledger {

    /** The position of the last event; 0 where there is none. */
    long head();

    /**
     * What stands at one position.
     *
     * @param acts what it is read as: one act nearly always, several where its type was split, none where it says nothing
     */
    record Entry(long position, List<Recorded> acts) {}

    /** What stands after that position, in order; fewer than {@code limit} only at the head. */
    List<Entry> read(long after, int limit);

    /** All acts up to that position of events that carry the tag of that act, in order: itself, and what speaks of it. */
    List<Recorded> tagged(ActId act, long upTo);

    /** Waits until the head is after that position, or the time is over; gives the head. */
    long await(long after, Duration atMost) throws InterruptedException;
}
