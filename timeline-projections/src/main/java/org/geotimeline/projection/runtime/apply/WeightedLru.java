package org.geotimeline.projection.runtime.apply;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The entries used last, within a share of a {@link MemoryBudget}; the entry put last always stays. For one thread.
 *
 * <p>A Caffeine cache does not fit: several of these share one budget from threads of their own, and entries are weighed again
 * in place after each event.
 */
final class WeightedLru<K, V> {

    private final Map<K, Weighed<V>> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final ToIntFunction<V> weigher;
    private final MemoryBudget.Share room;
    private long weight;

    private record Weighed<V>(V value, int weight) {}

    /** @param room that it has for itself */
    WeightedLru(long room, ToIntFunction<V> weigher) {
        this(new MemoryBudget(room).share(), weigher);
    }

    /** @param room its own; what was there before is gone */
    WeightedLru(MemoryBudget.Share room, ToIntFunction<V> weigher) {
        this.room = room;
        this.weigher = weigher;
        room.taken(0);
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
        weigh(weighed.weight() - (before == null ? 0 : before.weight()));
        Iterator<Weighed<V>> eldest = entries.values().iterator();
        while (entries.size() > 1 && room.makesWay()) {
            weigh(-eldest.next().weight());
            eldest.remove();
        }
    }

    /** What all that is kept weighs. */
    long weight() {
        return weight;
    }

    private void weigh(long more) {
        weight += more;
        room.taken(weight);
    }
}
