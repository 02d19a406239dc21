package org.geotimeline.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the ledger as it grows. A thread of its own reads a few pages ahead, so that consumers never wait. If the filters pass
 * few events, the thread probes for those alone and skips the rest of the ledger.
 */
final class FollowedStream implements MessageStream<EventMessage> {

    private static final int PAGE_EVENTS = 1_000;
    private static final int PAGES_AHEAD = 3;

    /** If more than one event in this many passes the filters, reading them all is faster. */
    private static final long PROBED_EVENTS_RATIO = 3;

    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private final EventLog log;
    private final List<EventFilter> wanted;
    private final BlockingQueue<List<StoredEvent>> pages = new ArrayBlockingQueue<>(PAGES_AHEAD);
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private volatile Runnable callback = () -> {};
    private List<StoredEvent> page = List.of();
    private int next;

    private final Function<StoredEvent, Entry<EventMessage>> entries;
    private final Consumer<FollowedStream> closing;

    FollowedStream(
            EventLog log,
            List<EventFilter> wanted,
            long after,
            Function<StoredEvent, Entry<EventMessage>> entries,
            Consumer<FollowedStream> closing) {
        this.log = log;
        this.wanted = wanted;
        this.entries = entries;
        this.closing = closing;
        Thread.ofVirtual().name("ledger-stream").start(() -> read(after));
    }

    private void read(long after) {
        long read = after;
        boolean seldom = true;
        try {
            while (!closed) {
                EventPage found = page(read, seldom);
                if (found.upTo() <= read) {
                    log.await(read, MAX_WAIT);
                    continue;
                }
                seldom = found.events().size() * PROBED_EVENTS_RATIO <= found.upTo() - read;
                read = found.upTo();
                if (!found.events().isEmpty()) {
                    hand(found.events());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            if (!closed) {
                failure = e;
                callback.run();
            }
        }
    }

    private void hand(List<StoredEvent> events) throws InterruptedException {
        while (!closed && !pages.offer(events, 200, TimeUnit.MILLISECONDS)) {
            callback.run();
        }
        callback.run();
    }

    /** Reads the head before the events, so that no event up to the head is missed. */
    private EventPage page(long read, boolean seldom) {
        return log.with(connection -> {
            long head = Rows.head(connection);
            return seldom
                    ? EventPage.probed(connection, wanted, read, head, PAGE_EVENTS)
                    : EventPage.sifted(connection, wanted, read, head, PAGE_EVENTS);
        });
    }

    private synchronized @Nullable StoredEvent current() {
        if (next >= page.size()) {
            List<StoredEvent> more = pages.poll();
            if (more == null) {
                return null;
            }
            page = more;
            next = 0;
        }
        return page.get(next);
    }

    @Override
    public synchronized Optional<Entry<EventMessage>> next() {
        Optional<Entry<EventMessage>> entry = peek();
        if (entry.isPresent()) {
            next++;
        }
        return entry;
    }

    @Override
    public synchronized Optional<Entry<EventMessage>> peek() {
        StoredEvent stored = current();
        return Optional.ofNullable(stored).map(entries);
    }

    @Override
    public void setCallback(Runnable available) {
        callback = available;
        available.run();
    }

    @Override
    public Optional<Throwable> error() {
        return Optional.ofNullable(failure);
    }

    @Override
    public boolean isCompleted() {
        return closed || (failure != null && !hasNextAvailable());
    }

    @Override
    public boolean hasNextAvailable() {
        return peek().isPresent();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            closing.accept(this);
            callback.run();
        }
    }
}
