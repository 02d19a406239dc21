package org.geotimeline.bench;

import java.time.Duration;

/**
 * The amounts of a measurement.
 *
 * @param warmUp the time that each side runs before the first measurement
 * @param warmUps the number of unmeasured runs of both sides
 * @param rounds the number of measured turns of both sides
 * @param turn the time of a turn of appends
 * @param onFile the events of a full ledger
 * @param read the events that are read and sourced
 * @param folded the events, in addition to the data set, from which a projection is rebuilt and which it applies while running
 * @param polls the questions of a turn for news, or for a point in time
 * @param steps the steps of pairs on file for questions about points in time
 * @param bitemporal the same beside XTDB, which keeps them in memory
 * @param corrections the corrections of one day of one cell
 * @param published the events that a turn publishes
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

    /** The smallest run of every contest. */
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
