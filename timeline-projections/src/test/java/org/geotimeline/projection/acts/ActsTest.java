package org.geotimeline.projection.acts;

import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.projection.runtime.Histories;
import org.geotimeline.projection.runtime.ProjectionContract;
import org.geotimeline.projection.spi.Projection;

/** The contract of all projections, on acts that are corrected, confirmed, disputed, retracted and reported. */
class ActsTest extends ProjectionContract {

    @Override
    protected Projection projection() {
        return new ActsProjection();
    }

    @Override
    protected List<Act> history(Random random) {
        return Histories.around(
                random,
                4 + random.nextInt(14),
                id ->
                        "'type': 'VisitMade', 'id': '%s', 'phase': 'claimed', 'valid': '2023-%02d', 'actors': [{'id': '%s'}]"
                                .formatted(id, 1 + random.nextInt(12), random.nextBoolean() ? "UZB" : "TKM"),
                r -> r.nextBoolean()
                        ? "'valid': '2023-12-%02d'".formatted(1 + r.nextInt(28))
                        : "'actors': [{'id': 'KAZ'}]");
    }
}
