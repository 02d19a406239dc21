package org.geotimeline.act.engagement;

import java.util.List;
import java.util.SortedSet;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.id.ForumId;
import org.jspecify.annotations.Nullable;

/** Acts of meeting: forums and their rounds, talks, visits, calls, and staying away. */
public sealed interface EngagementAct extends Act {

    String FAMILY = "timeline.engagement";

    @Override
    Circumstances about();

    @Nullable
    String format();

    @Nullable
    String level();

    @Nullable
    ForumId forum();

    /** The round of a forum that it is, opens or calls off. */
    @Nullable
    Round round();

    /** Who sat in that round, and how. */
    List<Seat> seats();

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
    record ForumEstablished(
            Circumstances about,
            @Nullable String format,
            @Nullable String level,
            @Nullable ForumId forum,
            @Nullable Round round,
            List<Seat> seats)
            implements EngagementAct {}

    @Event(namespace = FAMILY, name = "MeetingAnnounced", version = "1")
    record MeetingAnnounced(
            Circumstances about,
            @Nullable String format,
            @Nullable String level,
            @Nullable ForumId forum,
            @Nullable Round round,
            List<Seat> seats)
            implements EngagementAct {}

    @Event(namespace = FAMILY, name = "MeetingHeld", version = "1")
    record MeetingHeld(
            Circumstances about,
            @Nullable String format,
            @Nullable String level,
            @Nullable ForumId forum,
            @Nullable Round round,
            List<Seat> seats)
            implements EngagementAct {}

    @Event(namespace = FAMILY, name = "MeetingPostponed", version = "1")
    record MeetingPostponed(
            Circumstances about,
            @Nullable String format,
            @Nullable String level,
            @Nullable ForumId forum,
            @Nullable Round round,
            List<Seat> seats)
            implements EngagementAct {}

    @Event(namespace = FAMILY, name = "MeetingCancelled", version = "1")
    record MeetingCancelled(
            Circumstances about,
            @Nullable String format,
            @Nullable String level,
            @Nullable ForumId forum,
            @Nullable Round round,
            List<Seat> seats)
            implements EngagementAct {}

    @Event(namespace = FAMILY, name = "VisitMade", version = "1")
    record VisitMade(
            Circumstances about,
            @Nullable String format,
            @Nullable String level,
            @Nullable ForumId forum,
            @Nullable Round round,
            List<Seat> seats)
            implements EngagementAct {}

    @Event(namespace = FAMILY, name = "CallMade", version = "1")
    record CallMade(
            Circumstances about,
            @Nullable String format,
            @Nullable String level,
            @Nullable ForumId forum,
            @Nullable Round round,
            List<Seat> seats)
            implements EngagementAct {}

    @Event(namespace = FAMILY, name = "InvitationDeclined", version = "1")
    record InvitationDeclined(
            Circumstances about,
            @Nullable String format,
            @Nullable String level,
            @Nullable ForumId forum,
            @Nullable Round round,
            List<Seat> seats)
            implements EngagementAct {}

    @Event(namespace = FAMILY, name = "TalksLeft", version = "1")
    record TalksLeft(
            Circumstances about,
            @Nullable String format,
            @Nullable String level,
            @Nullable ForumId forum,
            @Nullable Round round,
            List<Seat> seats)
            implements EngagementAct {}
}
