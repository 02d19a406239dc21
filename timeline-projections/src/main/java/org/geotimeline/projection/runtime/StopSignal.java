package org.geotimeline.projection.runtime;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Asks a runner to stop, ends its pause, and knows whether it may be interrupted. For any thread. */
final class StopSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stops = lock.newCondition();
    private volatile boolean set;
    private volatile boolean waiting;

    /** A wait that may be interrupted: nothing is open meanwhile. */
    interface Wait<T> {
        T end() throws InterruptedException;
    }

    boolean isSet() {
        return set;
    }

    /** Whether the runner waits, so that an interrupt breaks off no work. */
    boolean isWaiting() {
        return waiting;
    }

    void set() {
        lock.lock();
        try {
            set = true;
            stops.signalAll();
        } finally {
            lock.unlock();
        }
    }

    <T> T during(Wait<T> wait) throws InterruptedException {
        waiting = true;
        try {
            return wait.end();
        } finally {
            waiting = false;
        }
    }

    void pause(Duration atMost) {
        lock.lock();
        try {
            if (!set) {
                var unused = stops.awaitNanos(atMost.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
