package org.geotimeline.bench;

import java.util.List;
import org.geotimeline.bench.AppendBatches.Plain;
import org.geotimeline.bench.ConditionOnFullLedger.Asked;
import org.geotimeline.bench.Corrections.Known;
import org.geotimeline.bench.Rebuild.Reader;
import org.geotimeline.projection.acts.ActsProjection;
import org.geotimeline.projection.stance.StanceProjection;

/** All contests, in the order of the table. */
final class Contests {

    private Contests() {}

    static final List<Contest> ALL = List.of(
            new AppendOneByOne(1, Beside.PLAIN_JDBC, 0.75),
            new AppendOneByOne(8, Beside.PLAIN_JDBC, 0.9),
            new AppendOneByOne(64, Beside.PLAIN_JDBC, 2),
            new AppendOneByOne(1, Beside.AXON4_JDBC, 1),
            new AppendOneByOne(8, Beside.AXON4_JDBC, 1),
            new AppendOneByOne(1, Beside.AXON4_JPA, 1),
            new AppendOneByOne(8, Beside.AXON4_JPA, 1),
            new AppendOneByOne(1, Beside.PEKKO, 1),
            new AppendOneByOne(8, Beside.PEKKO, 1),
            new LeafCost(),
            new CommandPath(false, Beside.PLAIN_JDBC, new Target.AtLeast(0.5)),
            new CommandPath(false, Beside.AXON4_COMMANDS, new Target.AtLeast(5)),
            new CommandPath(true, Beside.PLAIN_JDBC, Target.NONE),
            new LongHistory(),
            new AppendBatches(Plain.INSERTS),
            new AppendBatches(Plain.COPY),
            new ConditionOnFullLedger(Asked.OWN_TAG),
            new ConditionOnFullLedger(Asked.HOT_TAG_AND_TYPE),
            new ConditionOnFullLedger(Asked.BOTH_TAGS),
            new EmptyPoll(),
            new ReadLog(),
            new SourceTag(),
            new Rebuild("acts", ActsProjection::new, Reader.CURSOR),
            new Rebuild("stances", StanceProjection::new, Reader.CURSOR),
            new Rebuild("acts", ActsProjection::new, Reader.AXON4_JPA),
            new Live(),
            new PointInTime(),
            new HttpAnswer(),
            new Matrix(),
            new Corrections(Known.NOW),
            new Corrections(Known.SOME_TIME),
            new Slices(Slices.Asked.SLICE),
            new Slices(Slices.Asked.DIFFERENCE),
            new Publish());
}
