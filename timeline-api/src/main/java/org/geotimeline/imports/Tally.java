package org.geotimeline.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What has been counted so far, by several at a time. */
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
     * @param all how many there were until now
     * @param fresh those since the last time
     */
    record Rejects(long all, List<Reject> fresh) {}

    synchronized Rejects takeRejects() {
        var taken = new Rejects(rejects, List.copyOf(fresh));
        fresh.clear();
        return taken;
    }
}
