package org.geotimeline.act.before;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Set;
import org.geotimeline.act.StoredBody;
import org.geotimeline.act.evolution.Lift;

/** That a gazette came out is no act. */
@AutoService(Lift.class)
public final class GazetteNotedDropped implements Lift {

    @Override
    public String type() {
        return "timeline.before.GazetteNoted";
    }

    @Override
    public int from() {
        return 1;
    }

    @Override
    public Set<String> into() {
        return Set.of();
    }

    @Override
    public List<StoredBody> lift(StoredBody stored) {
        return List.of();
    }
}
