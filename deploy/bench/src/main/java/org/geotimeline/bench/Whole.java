package org.geotimeline.bench;

/** Checks that a side has done all its work, because a side that does less is faster. */
final class Whole {

    private Whole() {}

    static void of(long expected, long done) {
        if (done != expected) {
            throw new IllegalStateException("%d of %d were done".formatted(done, expected));
        }
    }
}
