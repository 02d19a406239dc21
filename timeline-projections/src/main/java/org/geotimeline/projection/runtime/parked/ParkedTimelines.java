package org.geotimeline.projection.runtime.parked;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * What one projection leaves aside, as an applier knows it: parked timelines, whose fold failed; parked acts, which could not be
 * linked to a timeline; and dropped events. Later events of those timelines and about those acts wait behind them. For one
 * thread.
 */
public final class ParkedTimelines {

    /** Maximum number of parked acts; then the projection stops, because more than an act must be wrong. */
    public static final int MAX_PARKED = 10_000;

    private final Map<Timeline, Long> timelines;
    private final Map<ActId, Long> acts;
    private final Set<Long> dropped;
    private final int maxParked;
    private final List<Waiting> waiting = new ArrayList<>();
    private int parked;

    /** An event that waits: for that timeline, or for all if {@code timeline} is null. */
    record Waiting(@Nullable Timeline timeline, long position, ActId act, long behind) {}

    /**
     * @param timelines the parked timelines, each with the position of the act at fault
     * @param acts the parked acts, each with the position of its event
     * @param dropped the positions of dropped events
     * @param parked the number of parked acts
     */
    ParkedTimelines(
            Map<Timeline, Long> timelines, Map<ActId, Long> acts, Set<Long> dropped, int parked, int maxParked) {
        this.timelines = new HashMap<>(timelines);
        this.acts = new HashMap<>(acts);
        this.dropped = Set.copyOf(dropped);
        this.parked = parked;
        this.maxParked = maxParked;
    }

    /** The stored act that an event concerns: the act itself, or the act that it is about. */
    public static ActId root(Recorded event) {
        return event.act() instanceof KnowledgeAct said ? said.about().act().whole() : event.whole();
    }

    /** Nothing is parked or dropped. */
    public static ParkedTimelines empty() {
        return new ParkedTimelines(Map.of(), Map.of(), Set.of(), 0, MAX_PARKED);
    }

    public boolean isDropped(long position) {
        return dropped.contains(position);
    }

    public OptionalLong standsStillSince(Timeline timeline) {
        Long since = timelines.get(timeline);
        return since == null ? OptionalLong.empty() : OptionalLong.of(since);
    }

    /** The position of the first parked act among these. */
    public OptionalLong notPlaced(Collection<ActId> concerned) {
        return concerned.stream()
                .map(act -> acts.get(act.whole()))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .min();
    }

    /** The event waits on that timeline; without one it waits as a whole, and so do later acts about its act. */
    public void await(Recorded event, @Nullable Timeline timeline, long behind) {
        if (event.position() == behind) {
            return; // the event is at fault itself
        }
        if (parked >= maxParked) {
            throw new IllegalStateException("%d acts are parked; no more are".formatted(parked));
        }
        parked++;
        waiting.add(new Waiting(timeline, event.position(), timeline == null ? root(event) : event.id(), behind));
        if (timeline == null) {
            acts.putIfAbsent(root(event), behind);
        }
    }

    /** The events queued since the last call. */
    public List<Waiting> takeWaiting() {
        List<Waiting> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }
}
