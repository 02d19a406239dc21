package org.geotimeline.act.recognition;

import java.util.SortedSet;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.id.ActorId;
import org.jspecify.annotations.Nullable;

/** Acts by which a government recognises another, or says that it does not. */
public sealed interface RecognitionAct extends Act {

    String FAMILY = "timeline.recognition";

    @Override
    Circumstances about();

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

    @Event(namespace = FAMILY, name = "Recognised", version = "1")
    record Recognised(
            Circumstances about,
            @Nullable ActorId sender,
            @Nullable ActorId receiver,
            @Nullable String level,
            @Nullable String scope)
            implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "RecognitionWithdrawn", version = "1")
    record RecognitionWithdrawn(
            Circumstances about,
            @Nullable ActorId sender,
            @Nullable ActorId receiver,
            @Nullable String level,
            @Nullable String scope)
            implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "NonRecognitionStated", version = "1")
    record NonRecognitionStated(
            Circumstances about,
            @Nullable ActorId sender,
            @Nullable ActorId receiver,
            @Nullable String level,
            @Nullable String scope)
            implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "RelationsEstablished", version = "1")
    record RelationsEstablished(
            Circumstances about,
            @Nullable ActorId sender,
            @Nullable ActorId receiver,
            @Nullable String level,
            @Nullable String scope)
            implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "RelationsSevered", version = "1")
    record RelationsSevered(
            Circumstances about,
            @Nullable ActorId sender,
            @Nullable ActorId receiver,
            @Nullable String level,
            @Nullable String scope)
            implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "CredentialsRequested", version = "1")
    record CredentialsRequested(
            Circumstances about,
            @Nullable ActorId sender,
            @Nullable ActorId receiver,
            @Nullable String level,
            @Nullable String scope)
            implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "CredentialsDeferred", version = "1")
    record CredentialsDeferred(
            Circumstances about,
            @Nullable ActorId sender,
            @Nullable ActorId receiver,
            @Nullable String level,
            @Nullable String scope)
            implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "MembershipSuspended", version = "1")
    record MembershipSuspended(
            Circumstances about,
            @Nullable ActorId sender,
            @Nullable ActorId receiver,
            @Nullable String level,
            @Nullable String scope)
            implements RecognitionAct {}
}
