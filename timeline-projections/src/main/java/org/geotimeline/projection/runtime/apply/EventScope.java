package org.geotimeline.projection.runtime.apply;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.runtime.steps.ProjectionStore;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;

/**
 * The dossiers and timelines that one event reads and changes, as of its position; from memory, or from the store and the
 * ledger.
 */
final class EventScope {

    private static final Comparator<Timeline> BY_VALUES = (a, b) -> {
        int order = 0;
        for (int i = 0; order == 0 && i < a.values().size(); i++) {
            order = a.value(i).compareTo(b.value(i));
        }
        return order;
    };

    private final Recorded event;
    private final Projection projection;
    private final DossierReader reader;
    private final ApplierMemory memory;
    private final ProjectionStore store;
    private final Map<ActId, LinkedDossier> concerned = new LinkedHashMap<>();
    private final NavigableMap<Timeline, Instant> touched = new TreeMap<>(BY_VALUES);

    EventScope(
            Recorded event, Projection projection, DossierReader reader, ApplierMemory memory, ProjectionStore store) {
        this.event = event;
        this.projection = projection;
        this.reader = reader;
        this.memory = memory;
        this.store = store;
    }

    Recorded event() {
        return event;
    }

    Projection projection() {
        return projection;
    }

    ApplierMemory memory() {
        return memory;
    }

    ProjectionStore store() {
        return store;
    }

    /** The dossiers that the event belongs to; none leaves memory before the event is applied. */
    Map<ActId, LinkedDossier> concerned() {
        return concerned;
    }

    /** The known time from which on each timeline must be folded again. */
    NavigableMap<Timeline, Instant> touched() {
        return touched;
    }

    void touch(Timeline timeline, CachedDossier because) {
        if (!because.contributions().isEmpty()) {
            touched.merge(timeline, because.contributions().first(), (a, b) -> a.isBefore(b) ? a : b);
        }
    }

    LinkedDossier dossier(ActId act) throws SQLException {
        LinkedDossier known = concerned.getOrDefault(act, memory.dossiers.get(act));
        if (known != null) {
            return known;
        }
        LinkedDossier dossier = memory.isNew(act)
                ? new LinkedDossier(reader.dossier(act, List.of()), new LinkedHashSet<>())
                : new LinkedDossier(reader.dossier(act, event.position()), new LinkedHashSet<>(store.linkedTo(act)));
        memory.dossiers.put(act, dossier);
        return dossier;
    }

    /** Adds entries that the dossier does not have yet. */
    void add(LinkedDossier linked, List<Recorded> entries) {
        CachedDossier before = linked.cached();
        Dossier dossier = before.dossier();
        var ids = new HashSet<ActId>();
        dossier.entries().forEach(e -> ids.add(e.id()));
        List<Recorded> fresh = entries.stream().filter(e -> ids.add(e.id())).toList();
        if (!fresh.isEmpty()) {
            var all = new ArrayList<>(dossier.entries());
            all.addAll(fresh);
            linked.replace(reader.dossier(dossier.id(), all).after(before, fresh));
            memory.dossiers.put(dossier.id(), linked);
        }
    }

    TimelineState state(Timeline timeline) throws SQLException {
        TimelineState known = memory.states.get(timeline);
        if (known != null) {
            return known;
        }
        var state = new TimelineState(projection.folding(timeline));
        if (!memory.isNew(timeline)) {
            for (ActId act : store.acts(timeline)) {
                state.put(dossier(act).cached());
            }
            store.rows(timeline, state::load);
            if (!state.acts().isEmpty()) {
                memory.countReread();
            }
        }
        memory.states.put(timeline, state);
        return state;
    }
}
