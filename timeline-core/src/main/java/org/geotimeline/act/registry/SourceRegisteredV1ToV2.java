package org.geotimeline.act.registry;

import com.google.auto.service.AutoService;
import java.util.List;
import org.geotimeline.act.StoredBody;
import org.geotimeline.act.evolution.Lift;

/** A source may name its publisher and its author; one of version 1 names neither. */
@AutoService(Lift.class)
public final class SourceRegisteredV1ToV2 implements Lift {

    @Override
    public String type() {
        return RegistryAct.FAMILY + ".SourceRegistered";
    }

    @Override
    public int from() {
        return 1;
    }

    @Override
    public List<StoredBody> lift(StoredBody stored) {
        return List.of(stored.next(stored.copy()));
    }
}
