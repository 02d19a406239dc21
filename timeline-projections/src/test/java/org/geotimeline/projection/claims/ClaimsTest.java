package org.geotimeline.projection.claims;

import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.projection.fold.ActHistories;
import org.geotimeline.projection.runtime.ProjectionContract;
import org.geotimeline.projection.spi.Projection;
import tools.jackson.databind.node.ObjectNode;

/** The contract of all projections. On claims and those who deny them. */
class ClaimsTest extends ProjectionContract {

    private static final ActHistories.Cast CAST = new ActHistories.Cast(
            List.of("TAL", "PAK"),
            List.of("TAL", "PAK"),
            List.of("AccusationMade", "DenialMade", "DenialMade", "StatementMade", "ListingLifted"),
            ClaimsTest::fields);

    private static void fields(ObjectNode act, String type, String actor, String subject, Random random) {
        if (type.equals("ListingLifted")) {
            act.put("list", "one");
        } else if (random.nextBoolean()) {
            act.put("kind", "judgement");
        }
    }

    @Override
    protected Projection projection() {
        return new ClaimsProjection();
    }

    @Override
    protected List<Act> history(Random random) {
        return ActHistories.random(random, 3 + random.nextInt(14), CAST);
    }
}
