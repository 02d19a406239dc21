package org.geotimeline.act.recognition;

import com.google.auto.service.AutoService;
import java.util.SortedSet;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Family;
import org.geotimeline.act.id.ActorId;
import org.geotimeline.json.Flattened;
import org.jspecify.annotations.Nullable;

/** Acts by which a government recognises another, or says that it does not. */
public sealed interface RecognitionAct extends Act {

    String FAMILY = "timeline.recognition";

    /**
     * Who recognises or represents whom, and how far.
     *
     * @param sender whose envoy or mission it is
     * @param receiver where the envoy or mission is
     */
    @Flattened
    record Details(
            @Nullable ActorId sender,
            @Nullable ActorId receiver,
            @Nullable String level,
            @Nullable String scope) {}

    @Override
    Circumstances about();

    Details details();

    default @Nullable ActorId sender() {
        return details().sender();
    }

    default @Nullable ActorId receiver() {
        return details().receiver();
    }

    default @Nullable String scope() {
        return details().scope();
    }

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
    record Recognised(Circumstances about, Details details) implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "RecognitionWithdrawn", version = "1")
    record RecognitionWithdrawn(Circumstances about, Details details) implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "NonRecognitionStated", version = "1")
    record NonRecognitionStated(Circumstances about, Details details) implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "RelationsEstablished", version = "1")
    record RelationsEstablished(Circumstances about, Details details) implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "RelationsSevered", version = "1")
    record RelationsSevered(Circumstances about, Details details) implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "CredentialsRequested", version = "1")
    record CredentialsRequested(Circumstances about, Details details) implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "CredentialsDeferred", version = "1")
    record CredentialsDeferred(Circumstances about, Details details) implements RecognitionAct {}

    @Event(namespace = FAMILY, name = "MembershipSuspended", version = "1")
    record MembershipSuspended(Circumstances about, Details details) implements RecognitionAct {}

    /** No rule of this family reads what is on file. */
    @AutoService(Family.class)
    @SuppressWarnings("rawtypes") // the service loader knows no type arguments
    final class Rules implements Family<RecognitionAct> {}
}
