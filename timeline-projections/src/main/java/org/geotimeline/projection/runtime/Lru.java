package org.geotimeline.projection.runtime;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was used last, up to a total weight; the one put last always stays. For one thread.
 *
 * <p>{@link #evicted()} tells whether anything was ever thrown out: a cache that has seen all there is, and has thrown
 * out nothing, knows that what it lacks is not there.
 */
final class Lru<K, V> {

    private final Map<K, Weighed<V>> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final ToIntFunction<V> weigher;
    private final long most;
    private long weight;
    private boolean evicted;

    private record Weighed<V>(V value, int weight) {}

    Lru(long most, ToIntFunction<V> weigher) {
        this.most = most;
        this.weigher = weigher;
    }

    @Nullable
    V get(K key) {
        Weighed<V> found = entries.get(key);
        return found == null ? null : found.value();
    }

    /** Puts it, or weighs it again where it is. */
    void put(K key, V value) {
        var weighed = new Weighed<>(value, weigher.applyAsInt(value));
        Weighed<V> before = entries.put(key, weighed);
        weight += weighed.weight() - (before == null ? 0 : before.weight());
        Iterator<Weighed<V>> eldest = entries.values().iterator();
        while (weight > most && entries.size() > 1) {
            weight -= eldest.next().weight();
            eldest.remove();
            evicted = true;
        }
    }

    boolean evicted() {
        return evicted;
    }
}
