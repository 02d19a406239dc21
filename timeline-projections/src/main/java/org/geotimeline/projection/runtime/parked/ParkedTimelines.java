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
 * What one projection leaves aside, as a scribe knows it: timelines that stand still since an act could not be folded,
 * acts that could not be placed, events that were dropped. What comes to those timelines or speaks of those acts waits
 * behind them. For one thread.
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

    /** An event that waits, on that timeline or, where there is none, as a whole. */
    record Waiting(@Nullable Timeline timeline, long position, ActId act, long behind) {}

    /**
     * @param timelines that stand still, each with the position from which on
     * @param acts that could not be placed, each with the position of the event
     * @param dropped positions that are left out
     * @param parked number of parked acts
     */
    ParkedTimelines(
            Map<Timeline, Long> timelines, Map<ActId, Long> acts, Set<Long> dropped, int parked, int maxParked) {
        this.timelines = new HashMap<>(timelines);
        this.acts = new HashMap<>(acts);
        this.dropped = Set.copyOf(dropped);
        this.parked = parked;
        this.maxParked = maxParked;
    }

    /** The act that is meant, as it is stored: itself, or the one that it speaks of. */
    public static ActId root(Recorded event) {
        return event.act() instanceof KnowledgeAct said ? said.about().act().whole() : event.whole();
    }

    /** Nothing is left aside. */
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

    /** The first of those acts that could not be placed. */
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
            return; // it is the one that the others wait for
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

    /** What has begun to wait since this was last asked. */
    public List<Waiting> takeWaiting() {
        List<Waiting> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }
}
