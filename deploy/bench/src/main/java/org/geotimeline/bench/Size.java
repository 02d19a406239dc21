package org.geotimeline.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param warmUps how often both sides run before they are measured
 * @param rounds how often both sides take their turn
 * @param turn how long a turn of appends lasts
 * @param onFile how many events a full ledger has
 * @param read how many events are read and sourced
 * @param folded how many events a projection is rebuilt from, beside the data set
 * @param polls how often a turn asks for news
 */
record Size(String name, int warmUps, int rounds, Duration turn, int onFile, int read, int folded, int polls) {

    /** Enough to see that all of it runs. */
    static final Size TINY = new Size("tiny", 0, 1, Duration.ofMillis(50), 1_100, 300, 50, 50);

    static final Size QUICK = new Size("quick", 2, 3, Duration.ofMillis(1_500), 30_000, 20_000, 2_000, 3_000);

    static final Size FULL = new Size("full", 2, 5, Duration.ofMillis(2_000), 1_000_000, 100_000, 3_000, 10_000);
}
