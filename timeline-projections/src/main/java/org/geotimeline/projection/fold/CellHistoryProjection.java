package org.geotimeline.projection.fold;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;
import tools.jackson.databind.JsonNode;

/**
 * A projection that tells diplomatic acts without a rulebook: it says which timelines an act may concern, and what the acts
 * of one timeline set. This class links an act together with the acts that its effect depends on, in whatever order they
 * are recorded.
 */
public abstract class CellHistoryProjection implements Projection {

    /** The timelines that an act may concern in this state of knowledge. */
    protected abstract Set<Timeline> timelines(Revision act);

    /** Each party that did it with each that it is toward. */
    protected static Set<Timeline> dyads(Revision act) {
        Circumstances about = act.circumstances().orElseThrow();
        Set<Timeline> dyads = new LinkedHashSet<>();
        about.actors()
                .forEach(actor -> about.subjects()
                        .forEach(subject -> dyads.add(
                                Timeline.of(actor.id().text(), subject.id().text()))));
        return dyads;
    }

    /** The words of each aspect that has an order of its own, lowest first; those of other aspects are in that of the alphabet. */
    protected Map<String, List<String>> words() {
        return Map.of();
    }

    /** What the acts of one timeline say. Pure. */
    protected abstract Map<String, NavigableMap<LocalDate, JsonNode>> tell(Timeline timeline, CellHistory story);

    @Override
    public String tables() {
        return References.table(name());
    }

    @Override
    public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
        if (dossier.first()
                .filter(f -> f.act().about() instanceof Circumstances)
                .isEmpty()) {
            return; // a registration, or a source that spoke before the act is on file
        }
        var references = new References(name(), links);
        for (ActId act : references.noted(dossier)) {
            Set<Timeline> targets = new LinkedHashSet<>();
            links.states(act).stream()
                    .filter(r -> r.circumstances().isPresent())
                    .forEach(r -> targets.addAll(timelines(r)));
            for (Timeline timeline : targets) {
                for (ActId need : references.needs(act)) {
                    links.add(timeline, need);
                }
            }
        }
    }

    @Override
    public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Timeline timeline, List<Revision> visible, Instant knownAt) {
        return tell(timeline, new CellHistory(visible, words()));
    }
}
