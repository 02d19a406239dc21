package org.geotimeline.projection.listings;

import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.projection.fold.ActHistories;
import org.geotimeline.projection.runtime.ProjectionContract;
import org.geotimeline.projection.spi.Projection;
import tools.jackson.databind.node.ObjectNode;

/** The contract of all projections. On the place of subjects on lists. */
class ListingsTest extends ProjectionContract {

    private static final ActHistories.Cast CAST = new ActHistories.Cast(
            List.of("KAZ", "IRN"),
            List.of("TAL", "HQN"),
            List.of(
                    "ListingImposed",
                    "PartyListed",
                    "PartyDelisted",
                    "ListingLifted",
                    "ListingSuspended",
                    "DelistingAnnounced",
                    "BillRead",
                    "StatementMade"),
            ListingsTest::fields);

    private static void fields(ObjectNode act, String type, String actor, String subject, Random random) {
        if (!type.equals("StatementMade")) {
            act.put("list", random.nextBoolean() ? "one" : "other");
        } else if (random.nextBoolean()) {
            act.put("status", "NEVER_LISTED");
        }
        if (type.equals("ListingImposed")) {
            act.put("status", random.nextBoolean() ? "BANNED" : "ASSET_DESIGNATION");
        }
        if (type.equals("PartyListed")) {
            act.put("reference", "TAi." + random.nextInt(3)).put("kind", "individual");
        }
    }

    @Override
    protected Projection projection() {
        return new ListingsProjection();
    }

    @Override
    protected List<Act> history(Random random) {
        return ActHistories.random(random, 3 + random.nextInt(14), CAST);
    }
}
