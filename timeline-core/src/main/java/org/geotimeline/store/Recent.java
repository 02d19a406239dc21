package org.geotimeline.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * The latest events of the ledger, as far as a condition can ask for them: an unbroken stretch, bounded, that ends at the
 * head that its appender knows. Used by one thread.
 */
final class Recent {

    private final int most;
    private final Deque<Seen> seen = new ArrayDeque<>();

    private record Seen(long position, String type, Set<String> tags) {}

    Recent(int most) {
        this.most = most;
    }

    void add(long position, String type, Set<String> tags) {
        seen.addLast(new Seen(position, type, tags));
        if (seen.size() > most) {
            seen.removeFirst();
        }
    }

    void clear() {
        seen.clear();
    }

    /** Whether every event after the marker is here. */
    boolean reachesBackTo(long marker) {
        return !seen.isEmpty() && seen.getFirst().position() <= marker + 1;
    }

    boolean conflictsWith(Append append) {
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
