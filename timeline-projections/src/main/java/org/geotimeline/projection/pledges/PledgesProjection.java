package org.geotimeline.projection.pledges;

import com.google.auto.service.AutoService;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Link;
import org.geotimeline.act.Phase;
import org.geotimeline.act.Revision;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.fold.CellHistory;
import org.geotimeline.projection.fold.CellHistory.AspectValue;
import org.geotimeline.projection.fold.CellHistoryProjection;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.RowColumns;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A timeline is who promised and to whom, a cell one pledge by the id of its act. An act between the two that implements the
 * pledge keeps it, one that reverses or ends it drops it.
 */
@AutoService(Projection.class)
public final class PledgesProjection extends CellHistoryProjection {

    public static final String NAME = "pledges_v2";
    static final List<String> KEYS = List.of("actor", "subject");

    private static final Set<String> PLEDGES = Set.of("PledgeMade", "AidPledged");
    private static final String STATE = "state";
    private static final String TITLE = "title";
    private static final String AMOUNT = "amount";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SqlView> sheets() {
        return List.of(new SqlView("pledges", "true", RowColumns.of(PledgeRow.SHAPE)));
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    protected Map<String, List<String>> words() {
        return Map.of(STATE, List.of("open", "kept", "dropped"));
    }

    @Override
    protected Set<Timeline> timelines(Revision act) {
        Circumstances about = act.circumstances().orElseThrow();
        if (!PLEDGES.contains(act.type().name())
                && kept(about).isEmpty()
                && dropped(about).isEmpty()) {
            return Set.of();
        }
        return dyads(act);
    }

    private static Set<ActId> kept(Circumstances about) {
        return linked(about, Link.Relation.IMPLEMENTS);
    }

    private static Set<ActId> dropped(Circumstances about) {
        Set<ActId> dropped = linked(about, Link.Relation.REVERSES);
        ActId ends = about.ends();
        if (ends != null) {
            dropped.add(ends);
        }
        return dropped;
    }

    private static Set<ActId> linked(Circumstances about, Link.Relation relation) {
        var linked = new LinkedHashSet<ActId>();
        about.links().stream().filter(l -> l.relation() == relation).forEach(l -> linked.add(l.act()));
        return linked;
    }

    @Override
    protected Map<String, NavigableMap<LocalDate, JsonNode>> tell(Timeline timeline, CellHistory story) {
        var pledges = new LinkedHashSet<ActId>();
        for (Revision act : story.standing()) {
            if (effective(act)
                    && PLEDGES.contains(act.type().name())
                    && timelines(act).contains(timeline)) {
                pledges.add(act.id());
                String cell = act.id().text();
                story.set(cell, STATE, act, "open");
                act.body().path(TITLE).path("en").asStringOpt().ifPresent(title -> story.set(cell, TITLE, act, title));
                CellHistory.text(act, AMOUNT).ifPresent(amount -> story.set(cell, AMOUNT, act, amount));
            }
        }
        for (Revision act : story.standing()) {
            if (effective(act)) {
                Circumstances about = act.circumstances().orElseThrow();
                kept(about).stream().filter(pledges::contains).forEach(p -> story.set(p.text(), STATE, act, "kept"));
                dropped(about).stream()
                        .filter(pledges::contains)
                        .forEach(p -> story.set(p.text(), STATE, act, "dropped"));
            }
        }
        return story.answers(PledgeRow.SHAPE, (cell, aspects) -> row(timeline, cell, aspects));
    }

    private static boolean effective(Revision act) {
        return act.circumstances().orElseThrow().phase() == Phase.EFFECTIVE;
    }

    private static @Nullable PledgeRow row(Timeline timeline, String pledge, CellHistory.Aspects aspects) {
        AspectValue state = aspects.of(STATE);
        if (state.values().isEmpty()) {
            return null;
        }
        AspectValue title = aspects.of(TITLE);
        AspectValue amount = aspects.of(AMOUNT);
        boolean stated = aspects.has(AMOUNT);
        return new PledgeRow(
                timeline.value(0),
                timeline.value(1),
                pledge,
                state.value(),
                stated ? amount.json() : null,
                stated ? amount.alternatives() : null,
                title.value(),
                title.alternatives(),
                state.grounds());
    }
}
