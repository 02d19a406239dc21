package org.geotimeline.act.control;

import com.google.auto.service.AutoService;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Family;
import org.geotimeline.act.Texts;
import org.geotimeline.act.id.ActorId;
import org.geotimeline.json.Flattened;
import org.jspecify.annotations.Nullable;

/** Acts that change who rules, how a state or an organisation is named, and what is decreed. */
public sealed interface ControlAct extends Act {

    String FAMILY = "timeline.control";

    /** Over what, and from whom to whom, authority went. */
    @Flattened
    record Details(
            @Nullable ActorId territory,
            @Nullable ActorId newAuthority,
            @Nullable ActorId oldAuthority,
            @Nullable Texts newName) {}

    @Override
    Circumstances about();

    Details details();

    @Event(namespace = FAMILY, name = "AuthorityTakenOver", version = "1")
    record AuthorityTakenOver(Circumstances about, Details details) implements ControlAct {}

    @Event(namespace = FAMILY, name = "AuthorityLost", version = "1")
    record AuthorityLost(Circumstances about, Details details) implements ControlAct {}

    @Event(namespace = FAMILY, name = "GovernmentChanged", version = "1")
    record GovernmentChanged(Circumstances about, Details details) implements ControlAct {}

    @Event(namespace = FAMILY, name = "StateContinued", version = "1")
    record StateContinued(Circumstances about, Details details) implements ControlAct {}

    @Event(namespace = FAMILY, name = "NameChanged", version = "1")
    record NameChanged(Circumstances about, Details details) implements ControlAct {}

    @Event(namespace = FAMILY, name = "OrganisationFormed", version = "1")
    record OrganisationFormed(Circumstances about, Details details) implements ControlAct {}

    @Event(namespace = FAMILY, name = "DecreeIssued", version = "1")
    record DecreeIssued(Circumstances about, Details details) implements ControlAct {}

    /** No rule of this family reads what is on file. */
    @AutoService(Family.class)
    @SuppressWarnings("rawtypes") // the service loader knows no type arguments
    final class Rules implements Family<ControlAct> {}
}
