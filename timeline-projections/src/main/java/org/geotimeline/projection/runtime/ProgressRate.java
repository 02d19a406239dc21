package org.geotimeline.projection.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** The rate at which a position has moved in the last half minute. For any thread. */
final class ProgressRate {

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long MIN_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private record Sample(long nanos, long position) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    synchronized void at(long position) {
        at(position, System.nanoTime());
    }

    synchronized void at(long position, long nanos) {
        if (!samples.isEmpty() && position < samples.getLast().position()) {
            samples.clear(); // the projection was emptied
        }
        if (samples.size() > 1 && nanos - samples.getLast().nanos() < MIN_INTERVAL_NANOS) {
            samples.removeLast();
        }
        samples.addLast(new Sample(nanos, position));
        while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    synchronized double perSecond() {
        return perSecond(System.nanoTime());
    }

    /** The rate falls while the position does not move. */
    synchronized double perSecond(long nanos) {
        if (samples.size() < 2) {
            return 0;
        }
        long moved = samples.getLast().position() - samples.getFirst().position();
        return moved * 1e9 / Math.max(1, nanos - samples.getFirst().nanos());
    }
}
