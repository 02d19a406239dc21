package org.geotimeline.projection.recognitions;

import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.projection.fold.ActHistories;
import org.geotimeline.projection.runtime.ProjectionContract;
import org.geotimeline.projection.spi.Projection;
import tools.jackson.databind.node.ObjectNode;

/** The contract of all projections. On recognitions, some of them denied. */
class RecognitionsTest extends ProjectionContract {

    private static final ActHistories.Cast CAST = new ActHistories.Cast(
            List.of("KAZ", "IRN"),
            List.of("TAL", "XKX"),
            List.of(
                    "Recognised",
                    "Recognised",
                    "RecognitionWithdrawn",
                    "NonRecognitionStated",
                    "DenialMade",
                    "StatementMade"),
            RecognitionsTest::fields);

    private static void fields(ObjectNode act, String type, String actor, String subject, Random random) {
        if (type.startsWith("Rec") && random.nextBoolean()) {
            act.put("scope", random.nextBoolean() ? "government" : "state");
        }
    }

    @Override
    protected Projection projection() {
        return new RecognitionsProjection();
    }

    @Override
    protected List<Act> history(Random random) {
        return ActHistories.random(random, 3 + random.nextInt(14), CAST);
    }
}
