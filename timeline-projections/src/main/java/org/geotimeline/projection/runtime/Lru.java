package org.geotimeline.projection.runtime;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What was used last, up to a total weight; the one put last always stays. For one thread. */
public final class Lru<K, V> {

    private final Map<K, Weighed<V>> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final ToIntFunction<V> weigher;
    private final long most;
    private long weight;

    private record Weighed<V>(V value, int weight) {}

    public Lru(long most, ToIntFunction<V> weigher) {
        this.most = most;
        this.weigher = weigher;
    }

    public @Nullable V get(K key) {
        Weighed<V> found = entries.get(key);
        return found == null ? null : found.value();
    }

    /** Puts it, or weighs it again where it is. */
    public void put(K key, V value) {
        var weighed = new Weighed<>(value, weigher.applyAsInt(value));
        Weighed<V> before = entries.put(key, weighed);
        weight += weighed.weight() - (before == null ? 0 : before.weight());
        Iterator<Weighed<V>> eldest = entries.values().iterator();
        while (weight > most && entries.size() > 1) {
            weight -= eldest.next().weight();
            eldest.remove();
        }
    }
}
