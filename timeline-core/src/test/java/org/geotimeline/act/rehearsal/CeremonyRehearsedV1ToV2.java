package org.geotimeline.act.rehearsal;

import com.google.auto.service.AutoService;
import java.util.Locale;
import org.geotimeline.act.Lift;
import tools.jackson.databind.node.ObjectNode;

/** The stage became a venue, and is no longer shouted. */
@AutoService(Lift.class)
public final class CeremonyRehearsedV1ToV2 implements Lift {

    @Override
    public String type() {
        return RehearsalAct.FAMILY + ".CeremonyRehearsed";
    }

    @Override
    public int from() {
        return 1;
    }

    @Override
    public ObjectNode lift(ObjectNode body) {
        ObjectNode lifted = body.deepCopy();
        lifted.put("venue", body.path("stage").asString().toLowerCase(Locale.ROOT));
        lifted.remove("stage");
        return lifted;
    }
}
