package org.geotimeline.bench;

import java.util.List;
import org.geotimeline.bench.AppendBatches.Plain;
import org.geotimeline.bench.ConditionOnFullLedger.Asked;
import org.geotimeline.projection.acts.ActsProjection;
import org.geotimeline.projection.stance.StanceProjection;

/** All contests, in the order of the table. */
final class Contests {

    private Contests() {}

    static final List<Contest> ALL = List.of(
            new AppendOneByOne(1, 0.75),
            new AppendOneByOne(8, 0.9),
            new AppendOneByOne(64, 2),
            new CommandPath(false, new Target.AtLeast(0.5)),
            new CommandPath(true, Target.NONE),
            new AppendBatches(Plain.INSERTS),
            new AppendBatches(Plain.COPY),
            new ConditionOnFullLedger(Asked.OWN_TAG),
            new ConditionOnFullLedger(Asked.HOT_TAG_AND_TYPE),
            new ConditionOnFullLedger(Asked.BOTH_TAGS),
            new EmptyPoll(),
            new ReadLog(),
            new SourceTag(),
            new Rebuild("acts", ActsProjection::new),
            new Rebuild("stances", StanceProjection::new));
}
