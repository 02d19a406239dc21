package org.geotimeline.act.security;

import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.jspecify.annotations.Nullable;

/** Acts of force and of its end. */
public sealed interface SecurityAct extends Act {

    String FAMILY = "timeline.security";

    @Override
    Circumstances about();

    @Event(namespace = FAMILY, name = "TroopsDeployed", version = "1")
    record TroopsDeployed(
            Circumstances about,
            @Nullable String weapon,
            @Nullable String casualties) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "WithdrawalStarted", version = "1")
    record WithdrawalStarted(
            Circumstances about,
            @Nullable String weapon,
            @Nullable String casualties) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "WithdrawalCompleted", version = "1")
    record WithdrawalCompleted(
            Circumstances about,
            @Nullable String weapon,
            @Nullable String casualties) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "StrikeMade", version = "1")
    record StrikeMade(
            Circumstances about,
            @Nullable String weapon,
            @Nullable String casualties) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "AttackMade", version = "1")
    record AttackMade(
            Circumstances about,
            @Nullable String weapon,
            @Nullable String casualties) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "ClashOccurred", version = "1")
    record ClashOccurred(
            Circumstances about,
            @Nullable String weapon,
            @Nullable String casualties) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "CampaignStarted", version = "1")
    record CampaignStarted(
            Circumstances about,
            @Nullable String weapon,
            @Nullable String casualties) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "InvasionStarted", version = "1")
    record InvasionStarted(
            Circumstances about,
            @Nullable String weapon,
            @Nullable String casualties) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "InvasionEnded", version = "1")
    record InvasionEnded(
            Circumstances about,
            @Nullable String weapon,
            @Nullable String casualties) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "CeasefireAgreed", version = "1")
    record CeasefireAgreed(
            Circumstances about,
            @Nullable String weapon,
            @Nullable String casualties) implements SecurityAct {}

    @Event(namespace = FAMILY, name = "CeasefireViolated", version = "1")
    record CeasefireViolated(
            Circumstances about,
            @Nullable String weapon,
            @Nullable String casualties) implements SecurityAct {}
}
