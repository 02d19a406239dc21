package org.geotimeline.act.engagement;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.SortedSet;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Family;
import org.geotimeline.act.id.ForumId;
import org.geotimeline.json.Flattened;
import org.jspecify.annotations.Nullable;

/** Acts of meeting: forums and their rounds, talks, visits, calls, and staying away. */
public sealed interface EngagementAct extends Act {

    String FAMILY = "timeline.engagement";

    /**
     * How, on which level and in which forum one met.
     *
     * @param round the round of a forum that it is, opens or calls off
     * @param seats who sat in that round, and how
     */
    @Flattened
    record Details(
            @Nullable String format,
            @Nullable String level,
            @Nullable ForumId forum,
            @Nullable Round round,
            List<Seat> seats) {}

    @Override
    Circumstances about();

    Details details();

    default @Nullable String format() {
        return details().format();
    }

    default @Nullable String level() {
        return details().level();
    }

    default @Nullable ForumId forum() {
        return details().forum();
    }

    default @Nullable Round round() {
        return details().round();
    }

    default List<Seat> seats() {
        return details().seats();
    }

    @Override
    default SortedSet<String> tags() {
        var tags = Act.super.tags();
        ForumId forum = forum();
        if (forum != null) {
            tags.add("forum:" + forum);
        }
        Round round = round();
        if (round != null) {
            tags.add("forum:" + round.forum());
        }
        seats().forEach(s -> tags.add("actor:" + s.entity()));
        return tags;
    }

    @Event(namespace = FAMILY, name = "ForumEstablished", version = "1")
    record ForumEstablished(Circumstances about, Details details) implements EngagementAct {}

    @Event(namespace = FAMILY, name = "MeetingAnnounced", version = "1")
    record MeetingAnnounced(Circumstances about, Details details) implements EngagementAct {}

    @Event(namespace = FAMILY, name = "MeetingHeld", version = "1")
    record MeetingHeld(Circumstances about, Details details) implements EngagementAct {}

    @Event(namespace = FAMILY, name = "MeetingPostponed", version = "1")
    record MeetingPostponed(Circumstances about, Details details) implements EngagementAct {}

    @Event(namespace = FAMILY, name = "MeetingCancelled", version = "1")
    record MeetingCancelled(Circumstances about, Details details) implements EngagementAct {}

    @Event(namespace = FAMILY, name = "VisitMade", version = "1")
    record VisitMade(Circumstances about, Details details) implements EngagementAct {}

    @Event(namespace = FAMILY, name = "CallMade", version = "1")
    record CallMade(Circumstances about, Details details) implements EngagementAct {}

    @Event(namespace = FAMILY, name = "InvitationDeclined", version = "1")
    record InvitationDeclined(Circumstances about, Details details) implements EngagementAct {}

    @Event(namespace = FAMILY, name = "TalksLeft", version = "1")
    record TalksLeft(Circumstances about, Details details) implements EngagementAct {}

    /** No rule of this family reads what is on file. */
    @AutoService(Family.class)
    @SuppressWarnings("rawtypes") // the service loader knows no type arguments
    final class Rules implements Family<EngagementAct> {}
}
