package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.geotimeline.act.Act;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.projection.runtime.steps.Digest;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.spi.Links;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A projection goes from a node that is dead or frozen to another: nothing is skipped, and nothing applied twice. */
class MovingTest {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int EVENTS = 260;
    private static final int FATAL = 130;

    private final MemoryLedger ledger = new MemoryLedger();
    private List<Act> acts;
    private Database database;

    @BeforeEach
    void open() {
        database = Database.fresh();
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("MovingTest seed " + seed);
        acts = ListingHistories.random(new Random(seed), EVENTS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Its node stands still in the middle of an event, with or without its connection. */
    private static final class Halting extends LatestListing {
        private final boolean killed;
        private final CountDownLatch halted = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);

        Halting(boolean killed) {
            this.killed = killed;
        }

        @Override
        public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
            super.link(event, dossier, links);
            if (event.position() == FATAL && halted.getCount() > 0) {
                if (killed) {
                    links.connection().abort(Runnable::run);
                }
                halted.countDown();
                try {
                    goesOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** What a node that nothing disturbs makes of the ledger. */
    private String undisturbed() throws Exception {
        try (var other = Database.fresh();
                var runner = TestRunners.of(new LatestListing(), other.source(), ledger)) {
            runner.start();
            assertThat(runner.await(ledger.head(), SOON)).isTrue();
            return new Digest(Tables.of(new LatestListing())).at(other.source(), ledger.head());
        }
    }

    private String digest() {
        return new Digest(Tables.of(new LatestListing())).at(database.source(), ledger.head());
    }

    /** @param behind how much of the history is there before the node begins */
    private void moves(boolean killed, BatchSizes stride, int behind) throws Exception {
        var halting = new Halting(killed);
        acts.subList(0, behind).forEach(ledger::append);
        try (var first = TestRunners.of(halting, database.source(), ledger, stride)) {
            first.start();
            for (Act act : acts.subList(behind, EVENTS - 10)) {
                ledger.append(act);
            }
            halting.halted.await();
            try (var second = TestRunners.of(new LatestListing(), database.source(), ledger, stride)) {
                second.start();
                assertThat(second.await(ledger.head(), SOON))
                        .as("%s", second.state())
                        .isTrue();
                assertThat(second.state().here()).isTrue();
                assertThat(digest()).isEqualTo(undisturbed());

                halting.goesOn.countDown(); // it thinks that it still runs it
                await().atMost(SOON).until(() -> first.state().failures() > 0);
                acts.subList(EVENTS - 10, EVENTS).forEach(ledger::append);
                assertThat(first.await(EVENTS, SOON) && second.await(EVENTS, SOON))
                        .isTrue();
                assertThat(first.orders().parked(0, 10)).isEmpty();
                assertThat(digest()).isEqualTo(undisturbed());
            }
        }
    }

    private static BatchSizes live(Duration silence) {
        return new BatchSizes(20, 20, Long.MAX_VALUE, silence);
    }

    private static BatchSizes bulk(Duration silence) {
        return new BatchSizes(1, 50, 0, silence);
    }

    @Test
    void from_a_node_that_is_killed_while_it_follows_the_ledger() throws Exception {
        moves(true, live(SOON), 0);
    }

    @Test
    void from_a_node_that_is_killed_while_it_is_far_behind() throws Exception {
        moves(true, bulk(SOON), EVENTS - 10);
    }

    @Test
    void from_a_node_that_is_frozen_while_it_follows_the_ledger() throws Exception {
        moves(false, live(Duration.ofSeconds(2)), 0);
    }

    @Test
    void from_a_node_that_is_frozen_while_it_is_far_behind() throws Exception {
        moves(false, bulk(Duration.ofSeconds(2)), EVENTS - 10);
    }
}
