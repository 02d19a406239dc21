package org.geotimeline.projection.runtime;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.geotimeline.projection.runtime.steps.Token;
import org.geotimeline.projection.runtime.versions.Progress;
import org.jspecify.annotations.Nullable;

/** The figures of one runner that other threads read. For any thread. */
final class RunnerStatus {

    private final String name;
    private final AppliedPosition position;
    private volatile long failures;
    private volatile int parked;
    private volatile boolean stopped;
    private volatile @Nullable Instant buildingSince;
    private volatile @Nullable String failure;
    private final LongAdder events = new LongAdder();
    private final LongAdder rereadTimelines = new LongAdder();
    private final LongAdder idleLooks = new LongAdder();
    private final LongAdder idleLookNanos = new LongAdder();

    RunnerStatus(String name, AppliedPosition position) {
        this.name = name;
        this.position = position;
    }

    void seen(Token token) {
        parked = token.parked();
        stopped = token.stopped();
        buildingSince = token.buildingSince();
    }

    boolean isStopped() {
        return stopped;
    }

    void stopped(boolean isStopped) {
        stopped = isStopped;
    }

    /**
     * A batch failed. Only the runner's thread reports it.
     *
     * @return whether the batch before failed in the same way
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    boolean failed(String where) {
        failures++;
        boolean again = where.equals(failure);
        failure = where;
        return again;
    }

    void succeeded() {
        failure = null;
    }

    void applied(long newEvents, long newlyReread) {
        events.add(newEvents);
        rereadTimelines.add(newlyReread);
    }

    void looked(long nanos) {
        idleLooks.increment();
        idleLookNanos.add(nanos);
    }

    /** The number of events that this node has applied since it was started; a rebuild counts them again. */
    long events() {
        return events.sum();
    }

    /** The number of timelines that this node has read from the tables, because they were not in memory. */
    long rereadTimelines() {
        return rereadTimelines.sum();
    }

    /** The number of looks at the token while there was nothing to do. */
    long idleLooks() {
        return idleLooks.sum();
    }

    long idleLookNanos() {
        return idleLookNanos.sum();
    }

    ProjectionState state() {
        long applied = position.applied();
        return new ProjectionState(
                name,
                applied,
                Math.max(0, position.head() - applied),
                position.isHere(),
                failures,
                failure,
                parked,
                stopped);
    }

    Progress progress() {
        return Progress.of(position.applied(), position.head(), stopped, buildingSince, position.eventsPerSecond());
    }
}
