package org.geotimeline.act.rehearsal;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Locale;
import org.geotimeline.act.StoredBody;
import org.geotimeline.act.evolution.Lift;

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
    public List<StoredBody> lift(StoredBody stored) {
        var lifted = stored.copy();
        lifted.put("venue", lifted.remove("stage").asString().toLowerCase(Locale.ROOT));
        return List.of(stored.next(lifted));
    }
}
