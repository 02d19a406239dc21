package org.geotimeline.act.representation;

import com.google.auto.service.AutoService;
import java.util.SortedSet;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Family;
import org.geotimeline.act.id.ActorId;
import org.geotimeline.json.Flattened;
import org.jspecify.annotations.Nullable;

/** Acts by which one side is represented at another: envoys, credentials, missions. */
public sealed interface RepresentationAct extends Act {

    String FAMILY = "timeline.representation";

    /** Who goes or stays, on which level and in what kind of mission; a change of level has the level before it as well. */
    @Flattened
    record Details(
            @Nullable String fromLevel,
            @Nullable String level,
            @Nullable String person,
            @Nullable String kind,
            @Nullable String city,
            @Nullable String how) {}

    @Override
    Circumstances about();

    Details details();

    /** Whose envoy or mission it is. */
    @Nullable
    ActorId sender();

    /** Where the envoy or mission is. */
    @Nullable
    ActorId receiver();

    @Override
    default SortedSet<String> tags() {
        var tags = Act.super.tags();
        ActorId sender = sender();
        ActorId receiver = receiver();
        if (sender != null && receiver != null) {
            tags.add("actor:" + sender);
            tags.add("actor:" + receiver);
            tags.add("mission:" + sender + "/" + receiver);
        }
        return tags;
    }

    @Event(namespace = FAMILY, name = "EnvoyNominated", version = "1")
    record EnvoyNominated(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "AgrementGranted", version = "1")
    record AgrementGranted(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "EnvoyRefused", version = "1")
    record EnvoyRefused(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "EnvoyArrived", version = "1")
    record EnvoyArrived(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "CredentialsCopyPresented", version = "1")
    record CredentialsCopyPresented(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "CredentialsPresented", version = "1")
    record CredentialsPresented(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "ChargeAccepted", version = "1")
    record ChargeAccepted(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "DiplomatsAccepted", version = "1")
    record DiplomatsAccepted(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "EnvoyDeparted", version = "1")
    record EnvoyDeparted(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "EnvoyExpelled", version = "1")
    record EnvoyExpelled(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "RepresentativeAppointed", version = "1")
    record RepresentativeAppointed(
            Circumstances about,
            @Nullable ActorId sender,
            @Nullable ActorId receiver,
            Details details) implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "RepresentationUpgraded", version = "1")
    record RepresentationUpgraded(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "RepresentationDowngraded", version = "1")
    record RepresentationDowngraded(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "MissionOpened", version = "1")
    record MissionOpened(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "MissionClosed", version = "1")
    record MissionClosed(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "MissionReopened", version = "1")
    record MissionReopened(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "MissionSuspended", version = "1")
    record MissionSuspended(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "MissionHandedOver", version = "1")
    record MissionHandedOver(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    @Event(namespace = FAMILY, name = "ProtectingPowerAppointed", version = "1")
    record ProtectingPowerAppointed(Circumstances about, ActorId sender, ActorId receiver, Details details)
            implements RepresentationAct {}

    /** No rule of this family reads what is on file. */
    @AutoService(Family.class)
    @SuppressWarnings("rawtypes") // the service loader knows no type arguments
    final class Rules implements Family<RepresentationAct> {}
}
