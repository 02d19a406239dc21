package org.geotimeline.projection.runtime;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.geotimeline.projection.runtime.apply.Ledger;

/**
 * Reads the ledger for projections that are far behind: page by page ahead of them in a thread of its own, decoded once for
 * all projections at about the same position. The thread ends when no projection has read for a while.
 */
final class LedgerReadAhead {

    static final int PAGE_EVENTS = 500;
    private static final int MAX_PAGES = 16; // at 5 kB an event 40 MB
    private static final int PAGES_AHEAD = 2;

    private final Ledger ledger;
    private final ThreadPoolExecutor reader;

    /** In the order of their last use. */
    private final Map<Long, FutureTask<List<Ledger.Entry>>> pages = new LinkedHashMap<>(2 * MAX_PAGES, 0.75f, true);

    LedgerReadAhead(Ledger ledger) {
        this.ledger = ledger;
        this.reader = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> Thread.ofPlatform().daemon().name("projection-pages").unstarted(work));
        reader.allowCoreThreadTimeOut(true);
    }

    /**
     * The entries after that position.
     *
     * @param head the last position to read; the ledger has reached it
     */
    Iterator<Ledger.Entry> after(long position, long head) {
        return new Iterator<>() {
            private long last = position;
            private Iterator<Ledger.Entry> page = List.<Ledger.Entry>of().iterator();

            @Override
            public boolean hasNext() {
                if (!page.hasNext() && last < head) {
                    page = rest(last, head).iterator();
                }
                return page.hasNext();
            }

            @Override
            public Ledger.Entry next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Ledger.Entry entry = page.next();
                last = entry.position();
                return entry;
            }
        };
    }

    /** The entries after that position on its page. */
    private List<Ledger.Entry> rest(long position, long head) {
        long number = position / PAGE_EVENTS;
        if (!isWhole(number, head)) {
            return ledger.read(position, (int) (head - position));
        }
        FutureTask<List<Ledger.Entry>> page = page(number, head);
        page.run(); // does nothing if the reader has begun
        try {
            List<Ledger.Entry> events = page.get();
            return events.subList((int) (position - number * PAGE_EVENTS), events.size());
        } catch (ExecutionException e) {
            forget(number, page);
            throw new IllegalStateException("cannot read the ledger after position %d".formatted(position), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the ledger could not be read to the end", e);
        }
    }

    private static boolean isWhole(long number, long head) {
        return (number + 1) * PAGE_EVENTS <= head;
    }

    private synchronized FutureTask<List<Ledger.Entry>> page(long number, long head) {
        for (long ahead = number + 1; ahead <= number + PAGES_AHEAD && isWhole(ahead, head); ahead++) {
            if (!pages.containsKey(ahead)) {
                reader.execute(kept(ahead));
            }
        }
        return kept(number);
    }

    private FutureTask<List<Ledger.Entry>> kept(long number) {
        FutureTask<List<Ledger.Entry>> page =
                pages.computeIfAbsent(number, n -> new FutureTask<>(() -> ledger.read(n * PAGE_EVENTS, PAGE_EVENTS)));
        if (pages.size() > MAX_PAGES) {
            pages.remove(new ArrayList<>(pages.keySet()).getFirst());
        }
        return page;
    }

    /** Every later request reads the ledger again. */
    synchronized void clear() {
        pages.clear();
    }

    private synchronized void forget(long number, FutureTask<List<Ledger.Entry>> page) {
        pages.remove(number, page);
    }
}
