package org.geotimeline.projection.pledges;

import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.projection.fold.ActHistories;
import org.geotimeline.projection.runtime.ProjectionContract;
import org.geotimeline.projection.spi.Projection;
import tools.jackson.databind.node.ObjectNode;

/** The contract of all projections. On pledges that are kept and dropped. */
class PledgesTest extends ProjectionContract {

    private static final ActHistories.Cast CAST = new ActHistories.Cast(
            List.of("RUS", "CHN"),
            List.of("TAL", "AFG"),
            List.of("PledgeMade", "AidPledged", "AidDelivered", "StatementMade"),
            PledgesTest::fields);

    private static void fields(ObjectNode act, String type, String actor, String subject, Random random) {
        act.putObject("title").put("en", type);
        if (type.startsWith("Aid")) {
            act.put("amount", Integer.toString(random.nextInt(9)));
        }
    }

    @Override
    protected Projection projection() {
        return new PledgesProjection();
    }

    @Override
    protected List<Act> history(Random random) {
        return ActHistories.random(random, 3 + random.nextInt(14), CAST);
    }
}
