package org.geotimeline.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The counts of a running import, which several threads increment. */
final class Tally {

    final LongAdder records = new LongAdder();
    final LongAdder handled = new LongAdder();
    final LongAdder acts = new LongAdder();
    final LongAdder nothingNew = new LongAdder();

    private final List<Reject> fresh = new ArrayList<>();
    private long rejects;

    synchronized void reject(Reject reject) {
        rejects++;
        fresh.add(reject);
    }

    synchronized long rejects() {
        return rejects;
    }

    /**
     * @param all the number of all rejects
     * @param fresh the rejects since the last call
     */
    record Rejects(long all, List<Reject> fresh) {}

    synchronized Rejects takeRejects() {
        var taken = new Rejects(rejects, List.copyOf(fresh));
        fresh.clear();
        return taken;
    }
}
