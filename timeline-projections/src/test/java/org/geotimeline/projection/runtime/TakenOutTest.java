package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.geotimeline.act.Act;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.runtime.apply.Ledger;
import org.geotimeline.projection.runtime.steps.Digest;
import org.geotimeline.projection.runtime.steps.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was taken out of the ledger comes into no row again, whatever a node had in memory. */
class TakenOutTest {

    private static final Duration SOON = Duration.ofMinutes(3);

    private final MemoryLedger memory = new MemoryLedger();
    private final Set<Long> gone = ConcurrentHashMap.newKeySet();
    private Random random;
    private Database database;

    @BeforeEach
    void open() {
        database = Database.fresh();
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("TakenOutTest seed " + seed);
        random = new Random(seed);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** The ledger without what was taken out of it; who waits for its end may be held there. */
    private final class Rest implements Ledger {
        private final CountDownLatch open;

        Rest(CountDownLatch open) {
            this.open = open;
        }

        @Override
        public long head() {
            return memory.head();
        }

        @Override
        public List<Entry> read(long after, int limit) {
            return memory.read(after, limit).stream()
                    .map(entry -> gone.contains(entry.position()) ? new Entry(entry.position(), List.of()) : entry)
                    .toList();
        }

        @Override
        public List<Recorded> tagged(ActId act, long upTo) {
            return memory.tagged(act, upTo).stream()
                    .filter(event -> !gone.contains(event.position()))
                    .toList();
        }

        @Override
        public long await(long after, Duration atMost) throws InterruptedException {
            open.await();
            return memory.await(after, atMost);
        }
    }

    private ProjectionRunner started(Database on, BatchSizes stride, CountDownLatch open) {
        var runner = TestRunners.of(new LatestListing(), on.source(), new Rest(open), stride);
        runner.start();
        return runner;
    }

    private String digest(Database of) {
        return new Digest(Tables.of(new LatestListing())).at(of.source(), memory.head());
    }

    private String undisturbed() throws Exception {
        try (var other = Database.fresh();
                var runner = started(other, TestBatchSizes.live(500), new CountDownLatch(0))) {
            assertThat(runner.await(memory.head(), SOON)).isTrue();
            return digest(other);
        }
    }

    private void takeOut(int events) {
        random.longs(1, memory.head() + 1).distinct().limit(events).forEach(gone::add);
    }

    @Test
    void a_view_that_is_built_again_reads_no_old_page() throws Exception {
        for (int i = 0;
                i < 3 * LedgerReadAhead.PAGE_EVENTS - 200;
                i++) { // on many timelines, for it is the pages that matter
            LocalDate day = LocalDate.of(1990, 1, 1).plusDays(random.nextInt(9_000));
            memory.append(HotTimelineTest.imposed("A" + i, "un-1988", "P" + random.nextInt(100), day));
        }
        try (var runner = started(database, TestBatchSizes.bulk(400), new CountDownLatch(0))) {
            assertThat(runner.await(memory.head(), SOON)).isTrue();
            String before = digest(database);
            takeOut(40);
            runner.orders().reset();
            assertThat(runner.await(memory.head(), SOON)).isTrue();
            assertThat(digest(database)).isEqualTo(undisturbed()).isNotEqualTo(before);
        }
    }

    @Test
    void a_node_that_stood_by_while_another_rebuilt_the_view_forgets_what_it_knew() throws Exception {
        List<Act> acts = ListingHistories.random(random, 120);
        acts.subList(0, 80).forEach(memory::append);
        var held = new CountDownLatch(1);
        try (var first = started(database, TestBatchSizes.live(500), held)) {
            assertThat(first.await(80, SOON)).isTrue();
            takeOut(20);
            try (var second = TestRunners.of(
                    new LatestListing(),
                    database.source(),
                    new Rest(new CountDownLatch(0)),
                    TestBatchSizes.live(500))) {
                second.orders().reset();
                second.start();
                assertThat(second.await(80, SOON)).isTrue();
                assertThat(digest(database)).isEqualTo(undisturbed());
            }
            acts.subList(80, 120).forEach(memory::append);
            held.countDown();
            assertThat(first.await(120, SOON)).isTrue();
            assertThat(digest(database)).isEqualTo(undisturbed());
        }
    }
}
