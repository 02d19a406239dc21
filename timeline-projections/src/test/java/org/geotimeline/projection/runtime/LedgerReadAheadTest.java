package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.runtime.apply.Ledger;
import org.junit.jupiter.api.Test;

/** The ledger, read ahead in pages. */
class LedgerReadAheadTest {

    private static final int EVENTS = 3 * LedgerReadAhead.PAGE_EVENTS + 7;

    private final Reading ledger = new Reading();
    private final LedgerReadAhead pages = new LedgerReadAhead(ledger);

    LedgerReadAheadTest() {
        ListingHistories.random(new Random(1), EVENTS).forEach(ledger.memory::append);
    }

    /** Counts how often each stretch is read, and fails once where it is told to. */
    private static final class Reading implements Ledger {
        private final MemoryLedger memory = new MemoryLedger();
        private final Map<Long, Integer> reads = new ConcurrentHashMap<>();
        private final AtomicBoolean fails = new AtomicBoolean();

        @Override
        public long head() {
            return memory.head();
        }

        @Override
        public List<Entry> read(long after, int limit) {
            if (fails.getAndSet(false)) {
                throw new IllegalStateException("no connection");
            }
            reads.merge(after, 1, Integer::sum);
            return memory.read(after, limit);
        }

        @Override
        public List<Recorded> tagged(ActId act, long upTo) {
            return memory.tagged(act, upTo);
        }

        @Override
        public long await(long after, Duration atMost) throws InterruptedException {
            return memory.await(after, atMost);
        }
    }

    private static List<Long> positions(Iterator<Ledger.Entry> events) {
        var positions = new ArrayList<Long>();
        events.forEachRemaining(event -> positions.add(event.position()));
        return positions;
    }

    private static List<Long> range(long after, long head) {
        return LongStream.rangeClosed(after + 1, head).boxed().toList();
    }

    @Test
    void every_event_comes_once_and_in_order_wherever_the_reading_begins_and_ends() {
        for (long after : List.of(0L, 1L, 499L, 500L, 501L, 1_400L, EVENTS - 1L, (long) EVENTS)) {
            for (long head : List.of((long) EVENTS, EVENTS - 7L, EVENTS - 8L)) {
                assertThat(positions(pages.after(after, head))).isEqualTo(range(after, head));
            }
        }
    }

    @Test
    void what_several_read_is_read_and_decoded_once() {
        var first = pages.after(0, EVENTS - 7);
        var second = pages.after(3, EVENTS - 7);
        for (int i = 0; i < 3; i++) {
            assertThat(first.next().position()).isEqualTo(i + 1L);
        }
        while (second.hasNext()) {
            assertThat(first.next()).isSameAs(second.next());
        }
        assertThat(ledger.reads).isEqualTo(Map.of(0L, 1, 500L, 1, 1_000L, 1));
    }

    @Test
    void a_page_that_could_not_be_read_is_read_again() {
        ledger.fails.set(true);
        var small = new LedgerReadAhead(ledger);
        assertThatThrownBy(() -> small.after(0, LedgerReadAhead.PAGE_EVENTS).next())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot read the ledger after position 0")
                .hasRootCauseMessage("no connection");
        assertThat(positions(small.after(0, LedgerReadAhead.PAGE_EVENTS)))
                .isEqualTo(range(0, LedgerReadAhead.PAGE_EVENTS));
    }
}
