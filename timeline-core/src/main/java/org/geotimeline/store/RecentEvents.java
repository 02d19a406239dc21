package org.geotimeline.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tags and types of the latest events: an unbroken, bounded stretch of the ledger that ends at the known head. Used by one
 * thread at a time.
 */
final class RecentEvents {

    private final int maxEvents;
    private final Deque<Seen> seen = new ArrayDeque<>();

    /** The last position of each tag that is here. */
    private final Map<String, Long> last = new HashMap<>();

    record Seen(long position, String type, Set<String> tags) {}

    RecentEvents(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    void add(Seen event) {
        seen.addLast(event);
        event.tags().forEach(tag -> last.put(tag, event.position()));
        if (seen.size() > maxEvents) {
            Seen oldest = seen.removeFirst();
            oldest.tags().forEach(tag -> last.remove(tag, oldest.position()));
        }
    }

    void clear() {
        seen.clear();
        last.clear();
    }

    /** Whether every event after the marker is here. */
    boolean reachesBackTo(long marker) {
        return !seen.isEmpty() && seen.getFirst().position() <= marker + 1;
    }

    boolean conflictsWith(Append append) {
        if (!append.mayMeet(tag -> last.getOrDefault(tag, 0L) > append.marker())) {
            return false; // nearly always: one look-up for each tag
        }
        var newest = seen.descendingIterator();
        while (newest.hasNext()) {
            Seen event = newest.next();
            if (event.position() <= append.marker()) {
                return false;
            }
            if (append.conflictsWith(event.tags(), event.type())) {
                return true;
            }
        }
        return false;
    }
}
