package org.geotimeline.projection.forums;

import com.google.auto.service.AutoService;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.engagement.EngagementAct;
import org.geotimeline.act.engagement.Round;
import org.geotimeline.act.id.ForumId;
import org.geotimeline.act.registry.RegistryAct.ForumRegistered;
import org.geotimeline.projection.fold.SeatsKnown;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.RowColumns;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A timeline is a forum; its cells are the forum itself and each of its meetings. */
@AutoService(Projection.class)
public final class ForumsProjection implements Projection {

    public static final String NAME = "forums_v2";
    static final List<String> KEYS = List.of("forum");

    /** The cell of the forum itself. */
    static final String FORUM = "forum";

    static final String MEETING = "meeting|";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SqlView> sheets() {
        return List.of(new SqlView("meetings", "cell like 'meeting|%'", RowColumns.of(MeetingRow.SHAPE)));
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    public List<Instant> furtherKnownTimes(Recorded event) {
        return SeatsKnown.in(event);
    }

    @Override
    public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
        for (Revision revision : links.states(dossier.id())) {
            ForumId forum = forum(revision);
            if (forum != null) {
                links.add(Timeline.of(forum.text()), dossier.id());
            }
        }
    }

    private static @Nullable ForumId forum(Revision revision) {
        return switch (revision.act()) {
            case ForumRegistered registered -> registered.forum();
            case EngagementAct act -> act.round() != null ? act.round().forum() : act.forum();
            default -> null;
        };
    }

    @Override
    public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Timeline timeline, List<Revision> visible, Instant knownAt) {
        var cells = new TreeMap<String, NavigableMap<LocalDate, JsonNode>>();
        var meetings = new TreeMap<String, MeetingRow>();
        for (Revision revision : visible) {
            ForumId forum = forum(revision);
            if (revision.stands() && forum != null && forum.text().equals(timeline.value(0))) {
                if (revision.act() instanceof ForumRegistered) {
                    cells.put(FORUM, always(ForumRow.SHAPE.stored(registered(forum, revision))));
                } else {
                    meeting(meetings, revision, forum, knownAt);
                }
            }
        }
        meetings.forEach((cell, row) -> cells.put(cell, always(MeetingRow.SHAPE.stored(row))));
        return cells;
    }

    private static NavigableMap<LocalDate, JsonNode> always(JsonNode answer) {
        return new TreeMap<>(Map.of(LocalDate.MIN, answer));
    }

    private static ForumRow registered(ForumId forum, Revision revision) {
        return new ForumRow(
                forum.text(),
                revision.body().path("host").asStringOpt().orElse(null),
                revision.body().path("names"),
                List.of(revision.id().text()));
    }

    /** Several acts may speak of one round; what was held says more than what was announced. */
    private static void meeting(Map<String, MeetingRow> meetings, Revision revision, ForumId forum, Instant knownAt) {
        EngagementAct act = (EngagementAct) revision.act();
        String state = state(revision);
        if (state == null) {
            return;
        }
        Round round = act.round();
        String cell = MEETING + (round == null ? revision.id().text() : round.id());
        MeetingRow row = row(forum, revision, act, round, state, knownAt);
        MeetingRow other = meetings.get(cell);
        if (other != null) {
            var acts = new TreeSet<>(other.acts());
            acts.add(revision.id().text());
            boolean furthest = STATES.indexOf(state) >= STATES.indexOf(other.state());
            row = (furthest ? row : other).of(List.copyOf(acts));
        }
        meetings.put(cell, row);
    }

    static final List<String> STATES = List.of("established", "announced", "postponed", "cancelled", "held");

    private static @Nullable String state(Revision revision) {
        Circumstances about = revision.circumstances().orElseThrow();
        return switch (about.phase()) {
            case CANCELLED -> "cancelled";
            case CLAIMED, REVERSED -> null;
            case ANNOUNCED, IN_PROCESS -> "announced";
            case EFFECTIVE ->
                switch (revision.type().name()) {
                    case "ForumEstablished" -> "established";
                    case "MeetingAnnounced" -> "announced";
                    case "MeetingPostponed" -> "postponed";
                    case "MeetingCancelled" -> "cancelled";
                    case "MeetingHeld" -> "held";
                    default -> null;
                };
        };
    }

    private static MeetingRow row(
            ForumId forum, Revision revision, EngagementAct act, @Nullable Round round, String state, Instant knownAt) {
        Circumstances about = revision.circumstances().orElseThrow();
        Edtf date = round == null || round.date() == null ? about.change() : round.date();
        return new MeetingRow(
                forum.text(),
                round == null || round.level() == null ? act.level() : round.level(),
                state,
                Objects.toString(about.confidence(), null),
                date.toString(),
                act.format(),
                round == null ? null : round.kind().toString(),
                round == null ? revision.id().text() : round.id(),
                round == null ? null : round.number(),
                round == null || round.place() == null ? about.place() : round.place(),
                roles(revision, knownAt),
                revision.body().get("title"),
                date.lower().equals(Edtf.EVER_BEFORE)
                        ? null
                        : Integer.valueOf(date.beginning().lower().getYear()),
                List.of(revision.id().text()));
    }

    /** The entities that had each role, as far as is known; an entity that is not named has none. */
    private static Map<String, List<String>> roles(Revision revision, Instant knownAt) {
        var entities = new TreeMap<String, TreeSet<String>>();
        SeatsKnown.of(revision, knownAt)
                .forEach(seat -> entities.computeIfAbsent(seat.role().toString(), r -> new TreeSet<>())
                        .add(seat.entity().text()));
        var roles = new TreeMap<String, List<String>>();
        entities.forEach((role, names) -> roles.put(role, List.copyOf(names)));
        return roles;
    }
}
