package org.geotimeline.projection.dyads;

import com.google.auto.service.AutoService;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.engagement.EngagementAct;
import org.geotimeline.act.engagement.Seat;
import org.geotimeline.projection.fold.SeatsKnown;
import org.geotimeline.projection.query.ActRow;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;
import tools.jackson.databind.JsonNode;

/**
 * A timeline is an ordered pair and an act of the first toward the second: one that names them so, or a round at which both
 * had a seat. Its one cell says the act as it is known, so that one act more costs the same however many there are.
 */
@AutoService(Projection.class)
public final class DyadsProjection implements Projection {

    public static final String NAME = "dyads_v2";
    static final List<String> KEYS = List.of("actor", "subject", "act");

    /** The one cell. */
    static final String ACT = "act";

    private static final Set<Seat.Role> PRESENT =
            Set.of(Seat.Role.HOST, Seat.Role.PARTICIPANT, Seat.Role.OBSERVER, Seat.Role.GUEST);

    @Override
    public String name() {
        return NAME;
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
            if (revision.act().about() instanceof Circumstances) {
                for (Timeline dyad : dyads(revision, Instant.MAX)) {
                    links.add(
                            Timeline.of(
                                    dyad.value(0), dyad.value(1), dossier.id().text()),
                            dossier.id());
                }
            }
        }
    }

    private static Set<Timeline> dyads(Revision revision, Instant knownAt) {
        var dyads = new LinkedHashSet<>(named(revision));
        Set<String> seated = seated(revision, knownAt);
        seated.forEach(a -> seated.forEach(b -> dyads.add(Timeline.of(a, b))));
        dyads.removeIf(d -> d.value(0).equals(d.value(1)));
        return dyads;
    }

    private static Set<Timeline> named(Revision revision) {
        Circumstances about = revision.circumstances().orElseThrow();
        var named = new LinkedHashSet<Timeline>();
        about.actors()
                .forEach(actor -> about.subjects()
                        .forEach(subject -> named.add(
                                Timeline.of(actor.id().text(), subject.id().text()))));
        return named;
    }

    private static Set<String> seated(Revision revision, Instant knownAt) {
        var seated = new HashSet<String>();
        if (revision.act() instanceof EngagementAct) {
            SeatsKnown.of(revision, knownAt)
                    .filter(seat -> PRESENT.contains(seat.role()))
                    .forEach(seat -> seated.add(seat.entity().text()));
        }
        return seated;
    }

    @Override
    public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Timeline timeline, List<Revision> visible, Instant knownAt) {
        Timeline dyad = Timeline.of(timeline.value(0), timeline.value(1));
        for (Revision act : visible) {
            if (act.id().text().equals(timeline.value(2))
                    && act.stands()
                    && act.circumstances().isPresent()
                    && dyads(act, knownAt).contains(dyad)) {
                var row = new DyadActRow(
                        dyad.value(0),
                        dyad.value(1),
                        ActRow.of(act).without("reports", "seats"),
                        named(act).contains(dyad) ? "act" : "seat");
                return Map.of(ACT, new TreeMap<>(Map.of(LocalDate.MIN, DyadActRow.SHAPE.stored(row))));
            }
        }
        return Map.of();
    }
}
