package org.geotimeline.projection.runtime;

import java.time.Duration;

/** Strides for the tests. */
final class TestBatchSizes {

    private static final Duration SILENCE = Duration.ofSeconds(60);

    private TestBatchSizes() {}

    /** Never takes the path of those that are far behind. */
    static BatchSizes live(int events) {
        return new BatchSizes(events, events, Long.MAX_VALUE, SILENCE);
    }

    /** Takes the path of those that are far behind until it has come up to the ledger. */
    static BatchSizes bulk(int events) {
        return new BatchSizes(1, events, 0, SILENCE);
    }
}
