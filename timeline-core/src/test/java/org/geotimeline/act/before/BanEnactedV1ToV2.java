package org.geotimeline.act.before;

import com.google.auto.service.AutoService;
import java.util.List;
import org.geotimeline.act.StoredBody;
import org.geotimeline.act.evolution.Lift;

/** The level got the words that are used today. */
@AutoService(Lift.class)
public final class BanEnactedV1ToV2 implements Lift {

    @Override
    public String type() {
        return "timeline.before.BanEnacted";
    }

    @Override
    public int from() {
        return 1;
    }

    @Override
    public List<StoredBody> lift(StoredBody stored) {
        var lifted = stored.copy();
        String level = lifted.remove("level").asString();
        lifted.put("status", level.equals("full") ? "BANNED" : "RESTRICTED");
        return List.of(stored.next(lifted));
    }
}
