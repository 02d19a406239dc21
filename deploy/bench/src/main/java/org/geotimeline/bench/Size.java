package org.geotimeline.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param warmUp how long the program runs before anything is measured, a side
 * @param warmUps how often both sides run before they are measured
 * @param rounds how often both sides take their turn
 * @param turn how long a turn of appends lasts
 * @param onFile how many events a full ledger has
 * @param read how many events are read and sourced
 * @param folded how many events a projection is rebuilt from, beside the data set, and takes while it runs
 * @param polls how often a turn asks for news, or for a point in time
 * @param steps how many steps of pairs are on file where points in time are asked for
 * @param bitemporal the same beside XTDB, which keeps them in memory
 * @param corrections how often one day of one cell was corrected
 * @param published how many events a turn publishes
 */
record Size(
        String name,
        Duration warmUp,
        int warmUps,
        int rounds,
        Duration turn,
        int onFile,
        int read,
        int folded,
        int polls,
        int steps,
        int bitemporal,
        int corrections,
        int published) {

    /** Enough to see that all of it runs. */
    static final Size TINY = new Size(
            "tiny", Duration.ofMillis(50), 0, 1, Duration.ofMillis(50), 1_100, 300, 50, 50, 4_000, 400, 100, 200);

    static final Size QUICK = new Size(
            "quick",
            Duration.ofSeconds(6),
            1,
            3,
            Duration.ofMillis(500),
            30_000,
            20_000,
            4_000,
            1_000,
            100_000,
            10_000,
            10_000,
            20_000);

    static final Size FULL = new Size(
            "full",
            Duration.ofSeconds(15),
            2,
            5,
            Duration.ofMillis(2_000),
            1_000_000,
            100_000,
            50_000,
            10_000,
            1_000_000,
            100_000,
            10_000,
            100_000);
}
