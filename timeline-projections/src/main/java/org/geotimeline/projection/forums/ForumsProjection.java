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
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.SqlView.Column;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A timeline is a forum; its cells are the forum itself and each of its meetings. */
@AutoService(Projection.class)
public final class ForumsProjection implements Projection {

    public static final String NAME = "forums_v1";
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
        return List.of(new SqlView(
                "meetings",
                "cell like 'meeting|%'",
                List.of(
                        Column.part("meeting", 2),
                        Column.text("state"),
                        Column.text("kind"),
                        Column.text("date"),
                        new Column("year", "integer", "answer ->> 'year'"),
                        Column.text("place"),
                        Column.json("roles"),
                        Column.json("acts"))));
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
        for (Revision revision : visible) {
            ForumId forum = forum(revision);
            if (revision.stands() && forum != null && forum.text().equals(timeline.value(0))) {
                if (revision.act() instanceof ForumRegistered) {
                    cells.put(FORUM, new TreeMap<>(Map.of(LocalDate.MIN, registered(revision))));
                } else {
                    meeting(cells, revision, knownAt);
                }
            }
        }
        return cells;
    }

    private static ObjectNode registered(Revision revision) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.set("names", revision.body().path("names"));
        row.put("host", revision.body().path("host").asStringOpt().orElse(null));
        row.putArray("acts").add(revision.id().text());
        return row;
    }

    /** Several acts may speak of one round; what was held tells more than what was announced. */
    private static void meeting(
            Map<String, NavigableMap<LocalDate, JsonNode>> cells, Revision revision, Instant knownAt) {
        EngagementAct act = (EngagementAct) revision.act();
        String state = state(revision);
        if (state == null) {
            return;
        }
        Round round = act.round();
        String cell = MEETING + (round == null ? revision.id().text() : round.id());
        NavigableMap<LocalDate, JsonNode> before = cells.get(cell);
        ObjectNode row = row(revision, act, round, state, knownAt);
        if (before != null) {
            ObjectNode other = (ObjectNode) before.firstEntry().getValue();
            boolean tells =
                    STATES.indexOf(state) >= STATES.indexOf(other.path("state").asString());
            ObjectNode kept = tells ? row : other;
            var acts = new TreeSet<String>();
            other.path("acts").forEach(a -> acts.add(a.asString()));
            acts.add(revision.id().text());
            kept.remove("acts");
            var all = kept.putArray("acts");
            acts.forEach(all::add);
            row = kept;
        }
        cells.put(cell, new TreeMap<>(Map.of(LocalDate.MIN, row)));
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

    private static ObjectNode row(
            Revision revision, EngagementAct act, @Nullable Round round, String state, Instant knownAt) {
        Circumstances about = revision.circumstances().orElseThrow();
        Edtf date = round == null || round.date() == null ? about.change() : round.date();
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("meeting", round == null ? revision.id().text() : round.id());
        row.put("kind", round == null ? null : round.kind().toString());
        row.put("number", round == null ? null : round.number());
        row.put("state", state).put("date", date.toString());
        if (!date.lower().equals(Edtf.EVER_BEFORE)) {
            row.put("year", date.beginning().lower().getYear());
        }
        String place = round == null || round.place() == null ? about.place() : round.place();
        row.put("place", place);
        row.put("level", round == null || round.level() == null ? act.level() : round.level());
        row.put("format", act.format());
        if (revision.body().has("title")) {
            row.set("title", revision.body().get("title"));
        }
        roles(row, revision, knownAt);
        row.put("confidence", Objects.toString(about.confidence(), null));
        row.putArray("acts").add(revision.id().text());
        return row;
    }

    /** How many had each role, as far as is known; who is not named has none. */
    private static void roles(ObjectNode row, Revision revision, Instant knownAt) {
        var entities = new TreeMap<String, TreeSet<String>>();
        SeatsKnown.of(revision, knownAt)
                .forEach(seat -> entities.computeIfAbsent(seat.role().toString(), r -> new TreeSet<>())
                        .add(seat.entity().text()));
        ObjectNode roles = row.putObject("roles");
        entities.forEach((role, names) -> {
            var list = roles.putArray(role);
            names.forEach(list::add);
        });
    }
}
