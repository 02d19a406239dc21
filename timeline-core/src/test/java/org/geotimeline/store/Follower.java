package org.geotimeline.store;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;

/** A reader of the feed in a thread of its own, which goes on where it was when its stream ends. */
final class Follower {

    private final Queue<Long> positions = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Semaphore more = new Semaphore(0);
    private final Thread thread;

    private Follower(Supplier<PostgresEventStore> node, EventCriteria criteria, long after) {
        this.thread = Thread.ofPlatform().start(() -> follow(node, criteria, after));
    }

    static Follower of(PostgresEventStore node, EventCriteria criteria) {
        return of(() -> node, criteria, 0);
    }

    /** One that is not interested in what lies up to that position, and asks again for the store when a stream has ended. */
    static Follower of(Supplier<PostgresEventStore> node, EventCriteria criteria, long after) {
        return new Follower(node, criteria, after);
    }

    private void follow(Supplier<PostgresEventStore> node, EventCriteria criteria, long after) {
        long last = after;
        while (!over.get()) {
            var stream = node.get().stream(
                    StreamingCondition.conditionFor(new GlobalSequenceTrackingToken(last), criteria), null);
            stream.setCallback(more::release);
            while (!over.get() && !stream.isCompleted()) {
                var next = stream.next();
                if (next.isPresent()) {
                    last = TrackingToken.fromContext(next.get())
                            .orElseThrow()
                            .position()
                            .orElseThrow();
                    positions.add(last);
                } else {
                    awaitMore();
                }
            }
            stream.close();
        }
    }

    private void awaitMore() {
        try {
            if (more.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                more.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it has been given, in that order. */
    Queue<Long> positions() {
        return positions;
    }

    void stop() {
        over.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
