package org.geotimeline.act.security;

import com.google.auto.service.AutoService;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Family;
import org.geotimeline.json.Flattened;
import org.jspecify.annotations.Nullable;

/** Acts of force and of its end. */
public sealed interface SecurityAct extends Act {

    String FAMILY = "timeline.security";

    /** By what means, and at what cost. */
    @Flattened
    record Details(@Nullable String weapon, @Nullable String casualties) {}

    @Override
    Circumstances about();

    Details details();

    @Event(namespace = FAMILY, name = "TroopsDeployed", version = "1")
    record TroopsDeployed(Circumstances about, Details details) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "WithdrawalStarted", version = "1")
    record WithdrawalStarted(Circumstances about, Details details) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "WithdrawalCompleted", version = "1")
    record WithdrawalCompleted(Circumstances about, Details details) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "StrikeMade", version = "1")
    record StrikeMade(Circumstances about, Details details) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "AttackMade", version = "1")
    record AttackMade(Circumstances about, Details details) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "ClashOccurred", version = "1")
    record ClashOccurred(Circumstances about, Details details) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "CampaignStarted", version = "1")
    record CampaignStarted(Circumstances about, Details details) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "InvasionStarted", version = "1")
    record InvasionStarted(Circumstances about, Details details) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "InvasionEnded", version = "1")
    record InvasionEnded(Circumstances about, Details details) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "CeasefireAgreed", version = "1")
    record CeasefireAgreed(Circumstances about, Details details) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "CeasefireViolated", version = "1")
    record CeasefireViolated(Circumstances about, Details details) implements SecurityAct {}

    /** No rule of this family reads what is on file. */
    @AutoService(Family.class)
    @SuppressWarnings("rawtypes") // the service loader knows no type arguments
    final class Rules implements Family<SecurityAct> {}
}
