package org.geotimeline.projection.missions;

import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.projection.fold.ActHistories;
import org.geotimeline.projection.runtime.ProjectionContract;
import org.geotimeline.projection.spi.Projection;
import tools.jackson.databind.node.ObjectNode;

/** The contract of all projections. On envoys who come and go, and missions that open and close. */
class MissionsTest extends ProjectionContract {

    private static final ActHistories.Cast CAST = new ActHistories.Cast(
            List.of("CHN", "IRN"),
            List.of("TAL", "AFG"),
            List.of(
                    "EnvoyNominated",
                    "EnvoyArrived",
                    "CredentialsPresented",
                    "ChargeAccepted",
                    "EnvoyDeparted",
                    "MissionOpened",
                    "MissionClosed",
                    "MissionHandedOver",
                    "RepresentationUpgraded",
                    "DenialMade"),
            MissionsTest::fields);

    private static void fields(ObjectNode act, String type, String actor, String subject, Random random) {
        if (!type.equals("DenialMade")) {
            act.put("sender", subject).put("receiver", actor);
        }
        if (type.startsWith("Mission") || type.startsWith("Representation")) {
            act.put("level", random.nextBoolean() ? "CHARGE" : "CONSULAR_OR_TECHNICAL");
        } else if (!type.equals("DenialMade")) {
            act.put("person", random.nextBoolean() ? "Karimi" : "Bahr");
        }
    }

    @Override
    protected Projection projection() {
        return new MissionsProjection();
    }

    @Override
    protected List<Act> history(Random random) {
        return ActHistories.random(random, 3 + random.nextInt(14), CAST);
    }
}
