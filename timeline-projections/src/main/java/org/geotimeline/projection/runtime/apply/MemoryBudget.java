package org.geotimeline.projection.runtime.apply;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Memory that several threads share, in rows of about {@value #ROW_BYTES} bytes. A share may use what others leave free. When the
 * budget is exhausted, shares above the equal part evict on their next put.
 */
public final class MemoryBudget {

    private static final int ROW_BYTES = 300;
    private static final int HEAP_DIVISOR = 4;

    private final long maxRows;
    private final List<Share> shares = new CopyOnWriteArrayList<>();

    /** @param maxRows the rows of all shares together, which each share may exceed by its equal part at most */
    public MemoryBudget(long maxRows) {
        this.maxRows = maxRows;
    }

    /** A quarter of what the heap may grow to. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / HEAP_DIVISOR / ROW_BYTES);
    }

    /** One more share. */
    public Share share() {
        var share = new Share();
        shares.add(share);
        return share;
    }

    /** The rows of one thread. Only that thread changes the share. */
    public final class Share {

        private volatile long taken;

        private Share() {}

        /** Sets the number of rows that are kept. */
        public void taken(long rows) {
            taken = rows;
        }

        /** Whether this share must evict. */
        boolean mustEvict() {
            return taken > maxRows / shares.size()
                    && shares.stream().mapToLong(share -> share.taken).sum() > maxRows;
        }
    }
}
