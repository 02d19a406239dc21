package org.geotimeline.projection.runtime;

import java.time.Duration;

/** Strides for the tests. */
final class Strides {

    private static final Duration SILENCE = Duration.ofSeconds(60);

    private Strides() {}

    /** Never takes the path of those that are far behind. */
    static Stride live(int events) {
        return new Stride(events, events, Long.MAX_VALUE, SILENCE);
    }

    /** Takes the path of those that are far behind until it has come up to the ledger. */
    static Stride bulk(int events) {
        return new Stride(1, events, 0, SILENCE);
    }
}
