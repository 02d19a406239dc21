package org.geotimeline.projection.conditions;

import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.projection.fold.ActHistories;
import org.geotimeline.projection.runtime.ProjectionContract;
import org.geotimeline.projection.spi.Projection;
import tools.jackson.databind.node.ObjectNode;

/** The contract of all projections. On conditions that are set, met and dropped. */
class ConditionsTest extends ProjectionContract {

    private static final ActHistories.Cast CAST = new ActHistories.Cast(
            List.of("USA", "EU"),
            List.of("TAL", "AFG"),
            List.of("ConditionsSet", "ConditionsSet", "ConditionsMet", "ConditionsDropped", "StatementMade"),
            ConditionsTest::fields);

    private static void fields(ObjectNode act, String type, String actor, String subject, Random random) {
        act.putArray("conditions").add(random.nextBoolean() ? "women_rights" : "drugs");
        if (type.equals("ConditionsSet") && random.nextBoolean()) {
            act.put("unlocks", "recognition");
        }
    }

    @Override
    protected Projection projection() {
        return new ConditionsProjection();
    }

    @Override
    protected List<Act> history(Random random) {
        return ActHistories.random(random, 3 + random.nextInt(14), CAST);
    }
}
