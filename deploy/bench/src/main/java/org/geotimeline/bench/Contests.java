package org.geotimeline.bench;

import java.util.List;

/** All contests, in the order of the table. */
final class Contests {

    private Contests() {}

    static final List<Contest> ALL = List.of(
            new AppendOneByOne(1, 0.75),
            new AppendOneByOne(8, 0.9),
            new AppendOneByOne(64, 2),
            new AppendBatches(AppendBatches.Plain.INSERTS),
            new AppendBatches(AppendBatches.Plain.COPY),
            new ConditionOnFullLedger(),
            new EmptyPoll());
}
