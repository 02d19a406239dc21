package org.geotimeline.store;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * The queue of appends of a node. A thread takes all appends that wait as one group and commits the group. An append that
 * finds the queue empty is committed on the caller's thread.
 *
 * <p>Queued appends are answered on a thread of their own, so that callers never hold up the next group.
 */
final class Appender implements AutoCloseable {

    private static final int QUEUE_APPENDS = 4_096;
    private static final int QUEUE_BYTES = 64 << 20;
    private static final int GROUP_APPENDS = 512;
    private static final int GROUP_EVENTS = 8_192;

    /** The longest wait of a caller for a place in the queue. */
    private static final long MAX_WAIT_MS = 10_000;

    private static final int GATHERING_PART_OF_COMMIT = 4;
    private static final long MAX_GATHERING_NANOS = 500_000;

    /** Wakes the thread when the store closes. */
    private static final Append END = new Append(List.of(), 0, List.of(), new CompletableFuture<>());

    private final GroupCommit commit;
    private final Notifier notifier;
    private final BlockingQueue<Append> waiting = new ArrayBlockingQueue<>(QUEUE_APPENDS);
    private final Semaphore freeBytes = new Semaphore(QUEUE_BYTES, true);
    private final DistributionSummary groups;
    private final Thread thread;

    /** Held by the thread that commits a group; it guards the commit and the two fields below. */
    private final ReentrantLock writing = new ReentrantLock();

    /** The size of the last group, with the appends that arrived during its commit. */
    private int lastGroupAppends;

    private long lastCommitNanos;
    private volatile boolean closed;

    Appender(DataSource dataSource, LedgerListener listener, MeterRegistry meters) {
        this.notifier = new Notifier(dataSource);
        this.commit = new GroupCommit(dataSource, listener, notifier, meters);
        this.groups = DistributionSummary.builder("timeline.append.group")
                .description("appends that were taken together, into one commit")
                .baseUnit("appends")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        Gauge.builder("timeline.append.waiting", waiting, Collection::size)
                .description("appends that wait for the next group")
                .baseUnit("appends")
                .register(meters);
        this.thread = Thread.ofPlatform().daemon().name("ledger-append").start(this::run);
    }

    /** Commits the append or queues it, waiting a bounded time for a place. The future ends with the commit or its failure. */
    CompletableFuture<List<StoredEvent>> append(Append append) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_WAIT_MS);
        int bytes = (int) Math.min(append.bytes(), QUEUE_BYTES);
        try {
            if (!freeBytes.tryAcquire(bytes, MAX_WAIT_MS, TimeUnit.MILLISECONDS)) {
                return CompletableFuture.failedFuture(queueIsFull());
            }
            CompletableFuture<List<StoredEvent>> done =
                    append.done().whenComplete((events, failure) -> freeBytes.release(bytes));
            if (isCommittedHere(append)) {
                return done;
            }
            if (closed || !waiting.offer(append, until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                append.refuse(closed ? storeIsClosed() : queueIsFull());
            } else if (closed) {
                failWaiting();
            }
            return done.whenCompleteAsync((events, failure) -> {}, Thread::startVirtualThread);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new EventStoreException("interrupted; nothing was recorded", e);
            append.refuse(interrupted);
            return CompletableFuture.failedFuture(interrupted);
        }
    }

    private static EventStoreException queueIsFull() {
        return new EventStoreException("too many appends are waiting; nothing was recorded");
    }

    private static EventStoreException storeIsClosed() {
        return new EventStoreException("the store is closed; nothing was recorded");
    }

    /** A lone append after a lone append is answered when this returns: no thread is woken for it. */
    private boolean isCommittedHere(Append append) {
        if (Thread.currentThread().isInterrupted() || !writing.tryLock()) {
            return false;
        }
        try {
            boolean alone = !closed && lastGroupAppends <= 1 && others() == 0;
            if (alone) {
                commit(List.of(append));
            }
            return alone;
        } finally {
            writing.unlock();
        }
    }

    /** The appends that wait; one that the thread has taken already counts while the thread waits for the lock. */
    private int others() {
        return waiting.size() + (writing.hasQueuedThreads() ? 1 : 0);
    }

    private void run() {
        var group = new ArrayList<Append>();
        while (!closed) {
            try {
                Append first = waiting.take();
                if (first != END) {
                    take(first, group);
                }
            } catch (InterruptedException e) {
                closed = true;
                group.forEach(append -> append.refuse(storeIsClosed()));
            } catch (RuntimeException | Error e) {
                GroupCommit.failed(group, e);
            }
            group.clear();
        }
        failWaiting();
    }

    private void take(Append first, List<Append> group) throws InterruptedException {
        group.add(first);
        writing.lockInterruptibly();
        try {
            gather(group);
            commit(group);
        } finally {
            writing.unlock();
        }
    }

    /**
     * Callers answered by one commit tend to append again at once. The thread waits up to a quarter of the last commit's
     * duration for as many appends as the last group had. A lone append does not wait.
     */
    private void gather(List<Append> group) throws InterruptedException {
        long until = System.nanoTime() + Math.min(lastCommitNanos / GATHERING_PART_OF_COMMIT, MAX_GATHERING_NANOS);
        int events = group.getFirst().rows().size();
        while (group.size() < GROUP_APPENDS && events < GROUP_EVENTS) {
            Append next = group.size() < lastGroupAppends
                    ? waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS)
                    : waiting.poll();
            if (next == null || next == END) {
                return;
            }
            group.add(next);
            events += next.rows().size();
        }
    }

    private void commit(List<Append> group) {
        long begun = System.nanoTime();
        groups.record(group.size());
        commit.commit(group);
        lastGroupAppends = group.size() + others();
        lastCommitNanos = System.nanoTime() - begun;
    }

    private void failWaiting() {
        for (Append left = waiting.poll(); left != null; left = waiting.poll()) {
            left.refuse(storeIsClosed());
        }
    }

    /** Lets the current group end, and fails the appends that wait. */
    @Override
    public void close() {
        closed = true;
        waiting.offer(END); // if the queue is full, the thread is awake
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_WAIT_MS);
        try {
            thread.join(MAX_WAIT_MS);
            if (writing.tryLock(until - System.nanoTime(), TimeUnit.NANOSECONDS)) { // a caller's own commit has ended
                writing.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failWaiting();
        notifier.close();
    }
}
