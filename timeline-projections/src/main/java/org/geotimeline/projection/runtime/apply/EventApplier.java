package org.geotimeline.projection.runtime.apply;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.runtime.parked.ActNotApplicable;
import org.geotimeline.projection.runtime.parked.ParkedTimelines;
import org.geotimeline.projection.runtime.steps.ProjectionStore;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;

/**
 * Applies events to the timelines of one projection, one by one in the order of the ledger. The caches equal the tables only
 * as long as everything that was put into the store was committed, so after a failure a new applier starts. For one thread.
 */
public final class EventApplier {

    private final Projection projection;
    private final ParkedTimelines parked;
    private final DossierReader reader;
    private final ApplierMemory memory;

    /**
     * @param position of the last event that was applied before this applier begins
     * @param share of memory for timelines, in rows; a dossier of a timeline counts as ten
     */
    public EventApplier(
            Projection projection, Ledger ledger, long position, ParkedTimelines parked, MemoryBudget.Share share) {
        this(projection, ledger, position, parked, ApplierMemory.MAX_ENTRIES, share);
    }

    public EventApplier(
            Projection projection,
            Ledger ledger,
            long position,
            ParkedTimelines parked,
            long maxEntries,
            MemoryBudget.Share share) {
        this.projection = projection;
        this.parked = parked;
        this.reader = new DossierReader(ledger, projection, parked);
        this.memory = new ApplierMemory(position == 0, maxEntries, share);
    }

    /**
     * Applies the next event. An event may decode to several acts; they are applied together. Parked timelines are skipped and
     * the event is queued for them.
     *
     * @throws ActNotApplicable if the projection fails on the event
     */
    public void apply(List<Recorded> acts, ProjectionStore store) throws SQLException {
        if (acts.isEmpty() || parked.isDropped(acts.getFirst().position())) {
            return;
        }
        var scope = new EventScope(acts.getFirst(), projection, reader, memory, store);
        new EventApplication(acts, scope, parked).run();
    }

    /**
     * Applies to a parked timeline the events that are queued for it, as they would have been applied in their turn.
     *
     * @param waiting the queued events by position, each with its act
     * @throws ActNotApplicable at the first event that the projection still fails on
     */
    public void replayParked(Timeline timeline, NavigableMap<Long, ActId> waiting, ProjectionStore store)
            throws SQLException {
        var state = new TimelineState(projection.folding(timeline));
        store.rows(timeline, state::load);
        Map<ActId, Long> links = store.links(timeline);
        var positionsByAct = new LinkedHashMap<ActId, NavigableSet<Long>>();
        for (Map.Entry<ActId, Long> link : links.entrySet()) {
            ActId act = link.getKey();
            positionsByAct.put(act, positions(act, waiting.lastKey()));
            if (link.getValue() < waiting.firstKey()) {
                state.put(reader.dossier(act, waiting.firstKey() - 1));
            }
        }
        long before = waiting.firstKey() - 1;
        for (Map.Entry<Long, ActId> event : waiting.entrySet()) {
            long position = event.getKey();
            Instant from = Instant.MAX;
            for (Map.Entry<ActId, NavigableSet<Long>> each : positionsByAct.entrySet()) {
                long linked = Objects.requireNonNull(links.get(each.getKey()));
                boolean isFresh = linked > before || each.getValue().contains(position);
                if (linked <= position && isFresh) {
                    CachedDossier dossier = reader.dossier(each.getKey(), position);
                    state.put(dossier);
                    from = earlier(from, dossier.contributions());
                }
            }
            for (Instant known : state.knownTimesFrom(from)) {
                new StepWriter(timeline, state, known, position, store).fold(event.getValue());
            }
            before = position;
        }
    }

    private NavigableSet<Long> positions(ActId act, long upTo) {
        var positions = new TreeSet<Long>();
        reader.onFile(act, upTo).forEach(entry -> positions.add(entry.position()));
        return positions;
    }

    private static Instant earlier(Instant time, NavigableSet<Instant> times) {
        return times.isEmpty() || times.first().isAfter(time) ? time : times.first();
    }

    /** The number of timelines that were read from the tables, because they were not in memory. */
    public long reread() {
        return memory.rereadTimelines();
    }
}
