package org.geotimeline.projection.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.act.ActId;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;

/** One timeline in memory: what it is folded from, and the rows of its cells. For one thread. */
final class Course {

    private final Map<ActId, Papers> papers = new LinkedHashMap<>();
    private final NavigableSet<Instant> knownTimes = new TreeSet<>();
    private final TreeMap<Recorded, Revision> whenAllIsKnown = new TreeMap<>(Recorded.ORDER);
    private final Map<String, Steps> cells = new TreeMap<>();
    private int rows;

    /** Puts a dossier in, or in the place of an older state of it. */
    void put(Papers dossier) {
        papers.put(dossier.dossier().id(), dossier);
        knownTimes.addAll(dossier.contributions());
        dossier.last().ifPresent(revision -> whenAllIsKnown.put(revision.recorded(), revision));
    }

    Set<ActId> acts() {
        return papers.keySet();
    }

    /** All later known times of its acts, that one included, in growing order. */
    List<Instant> knownTimesFrom(Instant first) {
        return List.copyOf(knownTimes.tailSet(first, true));
    }

    /** The revisions visible at that known time, by position. */
    List<Revision> visible(Instant known) {
        if (knownTimes.isEmpty() || !known.isBefore(knownTimes.last())) {
            return new ArrayList<>(whenAllIsKnown.values());
        }
        var visible = new ArrayList<Revision>(papers.size());
        papers.values().forEach(p -> p.at(known).ifPresent(visible::add));
        visible.sort(Comparator.comparing(Revision::recorded, Recorded.ORDER));
        return visible;
    }

    Map<String, Steps> cells() {
        return cells;
    }

    void load(String cell, Steps.Row row) {
        cells.computeIfAbsent(cell, c -> new Steps()).load(row);
        rows++;
    }

    void grown(int by) {
        rows += by;
    }

    /** In rows; a dossier counts as ten. */
    int weight() {
        return 1 + rows + 10 * papers.size();
    }
}
