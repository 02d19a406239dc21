package org.geotimeline.projection.runtime.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.projection.runtime.HotTimelineTest;
import org.geotimeline.projection.runtime.LatestListing;
import org.geotimeline.projection.runtime.ListingHistories;
import org.geotimeline.projection.runtime.MemoryLedger;
import org.geotimeline.projection.runtime.parked.ParkedTimelines;
import org.geotimeline.projection.runtime.steps.MemoryProjectionStore;
import org.geotimeline.projection.spi.Timeline;
import org.junit.jupiter.api.Test;

/** What a scribe knows without asking. */
class EventApplierMemoryTest {

    /** Counts how often it is asked for what is on file of an act. */
    private static final class Asked implements Ledger {
        private final MemoryLedger memory = new MemoryLedger();
        private int times;

        @Override
        public long head() {
            return memory.head();
        }

        @Override
        public List<Entry> read(long after, int limit) {
            return memory.read(after, limit);
        }

        @Override
        public List<Recorded> tagged(ActId act, long upTo) {
            times++;
            return memory.tagged(act, upTo);
        }

        @Override
        public long await(long after, Duration atMost) throws InterruptedException {
            return memory.await(after, atMost);
        }
    }

    @Test
    void who_began_with_the_first_event_asks_for_no_new_act_however_little_it_keeps() throws SQLException {
        var ledger = new Asked();
        ListingHistories.random(new Random(1), 400).stream()
                .filter(act -> !(act instanceof KnowledgeAct))
                .forEach(ledger.memory::append);
        var shelf = new MemoryProjectionStore();
        var scribe = new EventApplier(
                new LatestListing(),
                ledger,
                0,
                ParkedTimelines.empty(),
                1,
                MemoryBudget.ofHeap().share());
        for (Recorded event : ledger.memory.events()) {
            scribe.apply(List.of(event), shelf);
        }
        assertThat(ledger.head()).isGreaterThan(100);
        assertThat(shelf.dump()).isNotEmpty();
        assertThat(ledger.times).isZero();
    }

    @Test
    void a_timeline_that_fits_in_the_room_is_never_read_again_and_one_that_does_not_is() throws SQLException {
        assertThat(reread(MemoryBudget.ofHeap())).isZero();
        assertThat(reread(new MemoryBudget(1))).isGreaterThan(100);
    }

    private static long reread(MemoryBudget room) throws SQLException {
        var ledger = new MemoryLedger();
        for (int i = 0; i < 200; i++) {
            ledger.append(HotTimelineTest.imposed("A" + i, "list-" + i % 2, "TAL", LocalDate.EPOCH.plusDays(i)));
        }
        var scribe = new EventApplier(
                new LatestListing(), ledger, 0, ParkedTimelines.empty(), ApplierMemory.MAX_ENTRIES, room.share());
        var shelf = new MemoryProjectionStore();
        for (Recorded event : ledger.events()) {
            scribe.apply(List.of(event), shelf);
        }
        return scribe.reread();
    }

    @Test
    void timelines_that_are_new_are_not_counted_as_read_again_wherever_it_began() throws SQLException {
        var ledger = new MemoryLedger();
        for (int i = 0; i < 50; i++) {
            ledger.append(HotTimelineTest.imposed("A" + i, "list-" + i, "TAL", LocalDate.EPOCH));
        }
        var scribe = new EventApplier(
                new LatestListing(),
                ledger,
                10,
                ParkedTimelines.empty(),
                ApplierMemory.MAX_ENTRIES,
                MemoryBudget.ofHeap().share());
        var shelf = new MemoryProjectionStore();
        for (Recorded event : ledger.events().subList(10, 50)) {
            scribe.apply(List.of(event), shelf);
        }
        assertThat(shelf.dump()).isNotEmpty();
        assertThat(scribe.reread()).isZero();
    }

    @Test
    void what_was_put_in_is_always_found_and_what_was_not_hardly_ever() {
        var seen = new BloomFilter();
        for (int i = 0; i < 100_000; i++) {
            seen.add(new ActId("A-" + i));
        }
        int wrongly = 0;
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.mayHave(new ActId("A-" + i))).isTrue();
            wrongly += seen.mayHave(new ActId("B-" + i)) ? 1 : 0;
        }
        assertThat(wrongly).isLessThan(100);
    }

    @Test
    void an_act_is_not_taken_for_the_timeline_of_another() {
        var seen = new BloomFilter();
        int wrongly = 0;
        for (int i = 0; i < 10_000; i++) {
            wrongly += seen.mayHave(new ActId("A-" + i)) ? 1 : 0;
            seen.add(new ActId("A-" + i));
            seen.add(Timeline.of("A-" + i));
        }
        assertThat(wrongly).isLessThan(10);
    }
}
