package org.geotimeline.projection.runtime;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.geotimeline.projection.runtime.apply.Ledger;
import org.geotimeline.projection.runtime.apply.MemoryBudget;
import org.geotimeline.projection.runtime.parked.ParkedTimelines;
import org.geotimeline.projection.runtime.versions.ActiveVersion;
import org.geotimeline.projection.spi.Projection;

/**
 * What the runners of one node share.
 *
 * @param readAhead pages of {@code ledger}, decoded once for all runners
 * @param activeVersion the version of each view that answers; analysts see only that one
 * @param budget memory for the timelines of all runners
 * @param maxParked the number of parked acts at which a projection stops
 * @param released no runner applies an event before this latch is down; tables are created before that
 */
record NodeContext(
        DataSource source,
        Ledger ledger,
        LedgerReadAhead readAhead,
        ActiveVersion activeVersion,
        MemoryBudget budget,
        BatchSizes batchSizes,
        int maxParked,
        CountDownLatch released) {

    /** The context of a node with these projections, by default sizes. */
    static NodeContext of(List<? extends Projection> projections, DataSource source, Ledger ledger) {
        return new NodeContext(
                source,
                ledger,
                new LedgerReadAhead(ledger),
                new ActiveVersion(
                        source, projections.stream().map(Projection::name).toList()),
                MemoryBudget.ofHeap(),
                BatchSizes.USUAL,
                ParkedTimelines.MAX_PARKED,
                new CountDownLatch(1));
    }
}
