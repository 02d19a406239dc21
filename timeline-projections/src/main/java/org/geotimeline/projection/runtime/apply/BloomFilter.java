package org.geotimeline.projection.runtime.apply;

import java.util.BitSet;

/**
 * A Bloom filter over hash codes, in 4 MB whatever the number of keys. A negative answer is certain; a positive one is sometimes
 * wrong.
 */
final class BloomFilter {

    private static final int BITS = 1 << 25;
    private static final int PROBES = 4;

    private final BitSet bits = new BitSet();

    void add(Object key) {
        for (int i = 0; i < PROBES; i++) {
            bits.set(place(key, i));
        }
    }

    boolean mayHave(Object key) {
        for (int i = 0; i < PROBES; i++) {
            if (!bits.get(place(key, i))) {
                return false;
            }
        }
        return true;
    }

    private static int place(Object key, int probe) {
        // The class is part of the hash: the act A-20 has the hash code of the timeline of the act A-10.
        long kind = (long) key.getClass().getName().hashCode() << Integer.SIZE;
        long mixed = ((kind ^ key.hashCode()) + 0x9E3779B97F4A7C15L * (probe + 1)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 29)) * 0x94D049BB133111EBL;
        return (int) (mixed >>> 39);
    }
}
