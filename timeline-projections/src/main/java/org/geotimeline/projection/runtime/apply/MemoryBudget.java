package org.geotimeline.projection.runtime.apply;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Room in memory that several share, each in a thread of its own, in rows of about {@value #ROW_BYTES} bytes. Who needs much has
 * what others leave; where there is none left, who has more than an equal part makes way when it next keeps something.
 */
public final class MemoryBudget {

    private static final int ROW_BYTES = 300;
    private static final int PART_OF_HEAP = 4;

    private final long most;
    private final List<Share> shares = new CopyOnWriteArrayList<>();

    /** @param most rows that are kept by all together, and by each at the most its equal part beyond */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** A quarter of what the heap may grow to. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / PART_OF_HEAP / ROW_BYTES);
    }

    /** For one more. */
    public Share share() {
        var share = new Share();
        shares.add(share);
        return share;
    }

    /** What one of them has. One thread changes it. */
    public final class Share {

        private volatile long taken;

        private Share() {}

        /** Sets the number of rows that are kept. */
        public void taken(long rows) {
            taken = rows;
        }

        /** Whether something of its own must go. */
        boolean makesWay() {
            return taken > most / shares.size()
                    && shares.stream().mapToLong(share -> share.taken).sum() > most;
        }
    }
}
