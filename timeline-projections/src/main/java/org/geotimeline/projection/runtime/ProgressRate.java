package org.geotimeline.projection.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** How fast a position has moved in the last half minute. For any thread. */
final class ProgressRate {

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private record Seen(long nanos, long position) {}

    private final Deque<Seen> seen = new ArrayDeque<>();

    synchronized void at(long position) {
        at(position, System.nanoTime());
    }

    synchronized void at(long position, long now) {
        if (!seen.isEmpty() && position < seen.getLast().position()) {
            seen.clear(); // it was emptied
        }
        if (seen.size() > 1 && now - seen.getLast().nanos() < APART_NANOS) {
            seen.removeLast();
        }
        seen.addLast(new Seen(now, position));
        while (seen.size() > 2 && now - seen.getFirst().nanos() > WINDOW_NANOS) {
            seen.removeFirst();
        }
    }

    synchronized double perSecond() {
        return perSecond(System.nanoTime());
    }

    /** Slower the longer it has not moved. */
    synchronized double perSecond(long now) {
        if (seen.size() < 2) {
            return 0;
        }
        long moved = seen.getLast().position() - seen.getFirst().position();
        return moved * 1e9 / Math.max(1, now - seen.getFirst().nanos());
    }
}
