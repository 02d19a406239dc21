package org.geotimeline.projection.runtime;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.geotimeline.projection.runtime.apply.Ledger;
import org.geotimeline.projection.runtime.apply.MemoryBudget;
import org.geotimeline.projection.runtime.parked.ParkedTimelines;
import org.geotimeline.projection.runtime.versions.ActiveVersion;
import org.geotimeline.projection.spi.Projection;

/** Runners for the tests, each on a node of its own. */
final class TestRunners {

    private TestRunners() {}

    static ProjectionRunner of(Projection projection, DataSource source, Ledger ledger) {
        return of(projection, source, ledger, BatchSizes.USUAL);
    }

    static ProjectionRunner of(Projection projection, DataSource source, Ledger ledger, BatchSizes sizes) {
        return of(projection, source, ledger, sizes, ParkedTimelines.MAX_PARKED);
    }

    static ProjectionRunner of(
            Projection projection, DataSource source, Ledger ledger, BatchSizes sizes, int maxParked) {
        var node = new NodeContext(
                source,
                ledger,
                new LedgerReadAhead(ledger),
                new ActiveVersion(source, List.of(projection.name())),
                MemoryBudget.ofHeap(),
                sizes,
                maxParked,
                new CountDownLatch(0));
        return new ProjectionRunner(projection, node);
    }
}
