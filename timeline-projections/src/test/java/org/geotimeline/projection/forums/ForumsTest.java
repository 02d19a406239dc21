package org.geotimeline.projection.forums;

import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.projection.fold.ActHistories;
import org.geotimeline.projection.runtime.ProjectionContract;
import org.geotimeline.projection.spi.Projection;
import tools.jackson.databind.node.ObjectNode;

/** The contract of all projections. On meetings that are announced, held and called off. */
class ForumsTest extends ProjectionContract {

    private static final ActHistories.Cast CAST = new ActHistories.Cast(
            List.of("RUS", "UZB"),
            List.of("TAL", "AFG"),
            List.of(
                    "MeetingHeld",
                    "MeetingHeld",
                    "MeetingAnnounced",
                    "MeetingPostponed",
                    "MeetingCancelled",
                    "ForumEstablished"),
            ForumsTest::fields);

    private static void fields(ObjectNode act, String type, String actor, String subject, Random random) {
        act.put("forum", random.nextBoolean() ? "moscow-format" : "tashkent");
        if (type.startsWith("Meeting") && random.nextBoolean()) {
            act.putObject("round")
                    .put("id", "R" + random.nextInt(3))
                    .put("forum", "moscow-format")
                    .put("kind", "round");
            act.putArray("seats").addObject().put("entity", "RUS").put("role", "host");
        }
    }

    @Override
    protected Projection projection() {
        return new ForumsProjection();
    }

    @Override
    protected List<Act> history(Random random) {
        return ActHistories.random(random, 3 + random.nextInt(14), CAST);
    }
}
