package org.geotimeline.act.legal;

import com.google.auto.service.AutoService;
import java.util.List;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Family;
import org.geotimeline.json.Flattened;
import org.jspecify.annotations.Nullable;

/** Acts of courts and prosecutors against persons, and rewards for them. */
public sealed interface LegalAct extends Act {

    String FAMILY = "timeline.legal";

    /** Whom it is against, before which court, and for what. */
    @Flattened
    record Details(
            @Nullable String court,
            List<String> persons,
            @Nullable String charge,
            @Nullable String amount) {}

    @Override
    Circumstances about();

    Details details();

    @Event(namespace = FAMILY, name = "WarrantSought", version = "1")
    record WarrantSought(Circumstances about, Details details) implements LegalAct {}

    @Event(namespace = FAMILY, name = "WarrantIssued", version = "1")
    record WarrantIssued(Circumstances about, Details details) implements LegalAct {}

    @Event(namespace = FAMILY, name = "RewardOffered", version = "1")
    record RewardOffered(Circumstances about, Details details) implements LegalAct {}

    @Event(namespace = FAMILY, name = "RewardWithdrawn", version = "1")
    record RewardWithdrawn(Circumstances about, Details details) implements LegalAct {}

    /** No rule of this family reads what is on file. */
    @AutoService(Family.class)
    @SuppressWarnings("rawtypes") // the service loader knows no type arguments
    final class Rules implements Family<LegalAct> {}
}
