package org.geotimeline.act.control;

import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Texts;
import org.geotimeline.act.id.ActorId;
import org.jspecify.annotations.Nullable;

/** Acts that change who rules, how a state or an organisation is named, and what is decreed. */
public sealed interface ControlAct extends Act {

    String FAMILY = "timeline.control";

    @Override
    Circumstances about();

    @Event(namespace = FAMILY, name = "AuthorityTakenOver", version = "1")
    record AuthorityTakenOver(
            Circumstances about,
            @Nullable ActorId territory,
            @Nullable ActorId newAuthority,
            @Nullable ActorId oldAuthority,
            @Nullable Texts newName)
            implements ControlAct {}

    @Event(namespace = FAMILY, name = "AuthorityLost", version = "1")
    record AuthorityLost(
            Circumstances about,
            @Nullable ActorId territory,
            @Nullable ActorId newAuthority,
            @Nullable ActorId oldAuthority,
            @Nullable Texts newName)
            implements ControlAct {}

    @Event(namespace = FAMILY, name = "GovernmentChanged", version = "1")
    record GovernmentChanged(
            Circumstances about,
            @Nullable ActorId territory,
            @Nullable ActorId newAuthority,
            @Nullable ActorId oldAuthority,
            @Nullable Texts newName)
            implements ControlAct {}

    @Event(namespace = FAMILY, name = "StateContinued", version = "1")
    record StateContinued(
            Circumstances about,
            @Nullable ActorId territory,
            @Nullable ActorId newAuthority,
            @Nullable ActorId oldAuthority,
            @Nullable Texts newName)
            implements ControlAct {}

    @Event(namespace = FAMILY, name = "NameChanged", version = "1")
    record NameChanged(
            Circumstances about,
            @Nullable ActorId territory,
            @Nullable ActorId newAuthority,
            @Nullable ActorId oldAuthority,
            @Nullable Texts newName)
            implements ControlAct {}

    @Event(namespace = FAMILY, name = "OrganisationFormed", version = "1")
    record OrganisationFormed(
            Circumstances about,
            @Nullable ActorId territory,
            @Nullable ActorId newAuthority,
            @Nullable ActorId oldAuthority,
            @Nullable Texts newName)
            implements ControlAct {}

    @Event(namespace = FAMILY, name = "DecreeIssued", version = "1")
    record DecreeIssued(
            Circumstances about,
            @Nullable ActorId territory,
            @Nullable ActorId newAuthority,
            @Nullable ActorId oldAuthority,
            @Nullable Texts newName)
            implements ControlAct {}
}
