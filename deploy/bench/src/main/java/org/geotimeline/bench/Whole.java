package org.geotimeline.bench;

/** That a side has done all that it was to do: who does less is faster. */
final class Whole {

    private Whole() {}

    static void of(long expected, long done) {
        if (done != expected) {
            throw new IllegalStateException("%d of %d were done".formatted(done, expected));
        }
    }
}
