package org.geotimeline.store.sql;

import java.time.Duration;

/** How long a retry waits: each wait is twice the last one, up to a limit, until a try succeeds. Used by one thread. */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private Duration next;

    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** The wait before the next try. */
    public Duration next() {
        Duration wait = next;
        Duration twice = wait.multipliedBy(2);
        next = twice.compareTo(longest) < 0 ? twice : longest;
        return wait;
    }

    /** After a success: the next wait is the first one again. */
    public void reset() {
        next = first;
    }
}
