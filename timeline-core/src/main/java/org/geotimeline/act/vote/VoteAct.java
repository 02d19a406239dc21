package org.geotimeline.act.vote;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.SortedSet;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Family;
import org.jspecify.annotations.Nullable;

/** Acts of an assembly: resolutions and the votes of members. */
public sealed interface VoteAct extends Act {

    String FAMILY = "timeline.vote";

    @Override
    Circumstances about();

    List<Vote> votes();

    @Override
    default SortedSet<String> tags() {
        var tags = Act.super.tags();
        votes().forEach(v -> tags.add("actor:" + v.actor()));
        return tags;
    }

    @Event(namespace = FAMILY, name = "ResolutionAdopted", version = "1")
    record ResolutionAdopted(
            Circumstances about,
            @Nullable String body,
            @Nullable String resolution,
            List<Vote> votes) implements VoteAct {}

    @Event(namespace = FAMILY, name = "VoteCast", version = "1")
    record VoteCast(
            Circumstances about,
            @Nullable String body,
            @Nullable String resolution,
            List<Vote> votes) implements VoteAct {}

    /** No rule of this family reads what is on file. */
    @AutoService(Family.class)
    @SuppressWarnings("rawtypes") // the service loader knows no type arguments
    final class Rules implements Family<VoteAct> {}
}
