package org.geotimeline.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.geotimeline.store.PlainLedger.Asked;
import org.junit.jupiter.api.Test;

/**
 * As many operations as the system property {@code timeline.test.operations} says, drawn by a seed, on many fresh ledgers, a few
 * of them side by side: whatever two nodes answer, and whatever breaks meanwhile, is what a plain list answers, or explains.
 */
class RandomOperationsTest {

    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final long OPERATIONS =
            Long.getLong("timeline.test.operations", Boolean.getBoolean("timeline.test.all") ? 20_000 : 8_000);

    /** One in this number is asked one by one. */
    private static final int ONE_BY_ONE_PART = 10;

    private static final int LANES = 4;
    private static final int WRITERS = 4;

    private interface Story {
        void happensTo(LedgerTrial trial, Random random, long operations, Counts counts) throws Exception;
    }

    /** These are found again by their seed: the same operations in the same order, with the same answers. */
    @Test
    void one_by_one_each_operation_is_answered_as_a_plain_list_answers_it() throws Exception {
        run("one by one", OPERATIONS / ONE_BY_ONE_PART, 2_000, (trial, random, operations, counts) -> {
            var oneByOne = new OneByOne(trial, new RandomDraw(random), counts);
            while (counts.all() < operations) {
                oneByOne.next();
            }
        });
    }

    /** Of these the seed finds the same choices again, and not the same interleaving. */
    @Test
    void many_at_once_while_connections_and_nodes_die_each_answer_is_explained_by_the_ledger() throws Exception {
        run("at once", OPERATIONS - OPERATIONS / ONE_BY_ONE_PART, 10_000, (trial, random, operations, counts) -> {
            try (var writers = Executors.newFixedThreadPool(WRITERS)) {
                List<Asked> asked = List.of();
                while (counts.all() < operations) {
                    asked = ConcurrentWriters.burst(trial, random, asked, writers, WRITERS, counts);
                    trial.nextReader(new RandomDraw(random));
                    counts.add("readers");
                }
            }
        });
    }

    private static void run(String how, long operations, long most, Story story) throws Exception {
        System.out.printf("%d random operations %s, seed %d%n", operations, how, SEED);
        long begun = System.nanoTime();
        var counts = new Counts();
        var ledgers = new ArrayList<Callable<Void>>();
        for (long asked = 0; asked < operations; asked += most) {
            int number = ledgers.size();
            long these = Math.min(most, operations - asked);
            ledgers.add(() -> {
                var own = new Counts();
                try (var trial = new LedgerTrial("seed %d, %s, ledger %d".formatted(SEED, how, number))) {
                    var seeds = new SplittableRandom(SEED + number);
                    story.happensTo(trial, new Random(seeds.nextLong()), these, own);
                    trial.end();
                }
                counts.add(own);
                return null;
            });
        }
        try (var lanes = Executors.newFixedThreadPool(LANES)) {
            var running = new ArrayList<Future<Void>>();
            ledgers.forEach(ledger -> running.add(lanes.submit(ledger)));
            for (Future<Void> ledger : running) {
                try {
                    ledger.get();
                } catch (ExecutionException e) {
                    lanes.shutdownNow();
                    throw new AssertionError("seed %d, %s".formatted(SEED, how), e.getCause());
                }
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%d operations %s in %.0f s, %.0f a second, on %d ledgers: %s%n",
                counts.all(), how, seconds, counts.all() / seconds, ledgers.size(), counts);
    }
}
