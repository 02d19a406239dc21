package org.geotimeline.act.legal;

import java.util.List;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.jspecify.annotations.Nullable;

/** Acts of courts and prosecutors against persons, and rewards for them. */
public sealed interface LegalAct extends Act {

    String FAMILY = "timeline.legal";

    @Override
    Circumstances about();

    @Event(namespace = FAMILY, name = "WarrantSought", version = "1")
    record WarrantSought(
            Circumstances about,
            @Nullable String court,
            List<String> persons,
            @Nullable String charge,
            @Nullable String amount)
            implements LegalAct {}

    @Event(namespace = FAMILY, name = "WarrantIssued", version = "1")
    record WarrantIssued(
            Circumstances about,
            @Nullable String court,
            List<String> persons,
            @Nullable String charge,
            @Nullable String amount)
            implements LegalAct {}

    @Event(namespace = FAMILY, name = "RewardOffered", version = "1")
    record RewardOffered(
            Circumstances about,
            @Nullable String court,
            List<String> persons,
            @Nullable String charge,
            @Nullable String amount)
            implements LegalAct {}

    @Event(namespace = FAMILY, name = "RewardWithdrawn", version = "1")
    record RewardWithdrawn(
            Circumstances about,
            @Nullable String court,
            List<String> persons,
            @Nullable String charge,
            @Nullable String amount)
            implements LegalAct {}
}
