package org.geotimeline.store;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what was done. */
final class Counts {

    private final Map<String, LongAdder> each = new ConcurrentSkipListMap<>();
    private final LongAdder all = new LongAdder();

    void add(String what) {
        add(what, 1);
    }

    void add(Counts others) {
        others.each.forEach((what, count) -> add(what, count.sum()));
    }

    private void add(String what, long count) {
        each.computeIfAbsent(what, w -> new LongAdder()).add(count);
        all.add(count);
    }

    long all() {
        return all.sum();
    }

    @Override
    public String toString() {
        return each.toString();
    }
}
