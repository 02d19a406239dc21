package org.geotimeline.projection.runtime.apply;

import java.util.List;
import java.util.Set;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.spi.SideTable;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;

/** What an applier needs again soon: dossiers, states of timelines, and rows of side tables. For one thread. */
public final class ApplierMemory {

    /** Entries of dossiers; about 5 kB each. */
    public static final long MAX_ENTRIES = 20_000;

    private static final long MAX_SIDE_ROWS = 50_000; // about 300 B each

    /** The rows of a side table with one value in their first column. */
    record SideKey(SideTable table, String first) {}

    final WeightedLru<ActId, LinkedDossier> dossiers;
    final WeightedLru<Timeline, TimelineState> states;
    final WeightedLru<SideKey, Set<List<String>>> sideRows = new WeightedLru<>(MAX_SIDE_ROWS, rows -> 1 + rows.size());
    private final @Nullable BloomFilter requested; // null if the applier did not begin with the first event
    private long rereadTimelines;

    ApplierMemory(boolean isFromFirstEvent, long maxEntries, MemoryBudget.Share timelines) {
        this.dossiers = new WeightedLru<>(maxEntries, LinkedDossier::weight);
        this.states = new WeightedLru<>(timelines, TimelineState::weight);
        this.requested = isFromFirstEvent ? new BloomFilter() : null;
    }

    /** True if nothing can be stored about that act, timeline or key, because it was never requested before. */
    boolean isNew(Object key) {
        if (requested == null || requested.mayHave(key)) {
            return false;
        }
        requested.add(key);
        return true;
    }

    void countReread() {
        rereadTimelines++;
    }

    long rereadTimelines() {
        return rereadTimelines;
    }
}
