package org.geotimeline.projection.runtime.apply;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The entries used last, as far as a share of memory allows; the entry put last always stays. An entry is weighed again when it
 * is put again, and the budget is shared by threads: a cache library offers neither together. For one thread.
 */
final class WeightedLru<K, V> {

    private final Map<K, Weighed<V>> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final ToIntFunction<V> weigher;
    private final MemoryBudget.Share share;
    private long weight;

    private record Weighed<V>(V value, int weight) {}

    /** @param budget memory of its own, in the unit of the weigher */
    WeightedLru(long budget, ToIntFunction<V> weigher) {
        this(new MemoryBudget(budget).share(), weigher);
    }

    /** @param share of memory; what it held before is forgotten */
    WeightedLru(MemoryBudget.Share share, ToIntFunction<V> weigher) {
        this.share = share;
        this.weigher = weigher;
        share.taken(0);
    }

    @Nullable
    V get(K key) {
        Weighed<V> found = entries.get(key);
        return found == null ? null : found.value();
    }

    /** Puts an entry, or weighs it again. */
    void put(K key, V value) {
        var weighed = new Weighed<>(value, weigher.applyAsInt(value));
        Weighed<V> before = entries.put(key, weighed);
        weigh(weighed.weight() - (before == null ? 0 : before.weight()));
        Iterator<Weighed<V>> eldest = entries.values().iterator();
        while (entries.size() > 1 && share.mustEvict()) {
            weigh(-eldest.next().weight());
            eldest.remove();
        }
    }

    /** The weight of all entries. */
    long weight() {
        return weight;
    }

    private void weigh(long more) {
        weight += more;
        share.taken(weight);
    }
}
