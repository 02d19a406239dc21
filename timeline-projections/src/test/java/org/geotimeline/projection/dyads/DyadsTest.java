package org.geotimeline.projection.dyads;

import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.projection.fold.ActHistories;
import org.geotimeline.projection.runtime.ProjectionContract;
import org.geotimeline.projection.spi.Projection;
import tools.jackson.databind.node.ObjectNode;

/** The contract of all projections. On what two actors did toward each other. */
class DyadsTest extends ProjectionContract {

    private static final ActHistories.Cast CAST = new ActHistories.Cast(
            List.of("RUS", "TAL"),
            List.of("TAL", "AFG"),
            List.of("MeetingHeld", "VisitMade", "StatementMade"),
            DyadsTest::fields);

    private static void fields(ObjectNode act, String type, String actor, String subject, Random random) {
        if (type.equals("MeetingHeld") && random.nextBoolean()) {
            var seats = act.putArray("seats");
            for (String entity : List.of("RUS", "TAL", "CHN")) {
                var seat = seats.addObject();
                seat.put("entity", entity).put("role", random.nextBoolean() ? "participant" : "absent");
                if (random.nextInt(3) == 0) {
                    seat.put("known", "2003-03-%02d".formatted(1 + random.nextInt(12)));
                }
            }
        }
    }

    @Override
    protected Projection projection() {
        return new DyadsProjection();
    }

    @Override
    protected List<Act> history(Random random) {
        return ActHistories.random(random, 3 + random.nextInt(14), CAST);
    }
}
