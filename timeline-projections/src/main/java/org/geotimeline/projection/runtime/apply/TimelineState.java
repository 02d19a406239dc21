package org.geotimeline.projection.runtime.apply;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.runtime.steps.Steps;
import org.geotimeline.projection.spi.Folding;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One timeline in memory: the dossiers that it is folded from, and the rows of its cells. For one thread. */
final class TimelineState {

    private final Map<ActId, CachedDossier> dossiers = new LinkedHashMap<>();
    private final NavigableSet<Instant> knownTimes = new TreeSet<>();
    private final TreeMap<Recorded, Revision> whenAllIsKnown = new TreeMap<>(Recorded.ORDER);
    private final Map<String, Steps> cells = new TreeMap<>();
    private final Folding folding;
    private int rows;

    /** True if the rows equal the last complete fold and at most one act was added since. */
    private boolean settled;

    private @Nullable Revision added;

    TimelineState(Folding folding) {
        this.folding = folding;
    }

    /** Adds a dossier, or replaces an older state of it. */
    void put(CachedDossier dossier) {
        CachedDossier before = dossiers.put(dossier.dossier().id(), dossier);
        if (before == dossier) {
            return;
        }
        settled &= before == null
                && added == null
                && dossier.last().filter(this::isLast).isPresent();
        knownTimes.addAll(dossier.contributions());
        dossier.last().ifPresent(revision -> {
            whenAllIsKnown.put(revision.recorded(), revision);
            added = revision;
        });
    }

    private boolean isLast(Revision revision) {
        return whenAllIsKnown.isEmpty() || Recorded.ORDER.compare(whenAllIsKnown.lastKey(), revision.recorded()) < 0;
    }

    /**
     * The cells in which the fold at that known time differs from the rows; empty if a complete fold is needed. The caller
     * appends them to the rows.
     */
    Optional<Folding.Grown> grown(Instant known) {
        boolean all = isAllKnown(known);
        Optional<Folding.Grown> grown = settled && all && added != null ? folding.grow(added, known) : Optional.empty();
        settled = grown.isPresent();
        added = null;
        return grown;
    }

    /** The complete fold at that known time. The caller appends it to the rows. */
    Map<String, NavigableMap<LocalDate, JsonNode>> folded(Instant known) {
        settled = false;
        var folded = folding.fold(visible(known), known);
        settled = isAllKnown(known);
        added = null;
        return folded;
    }

    private boolean isAllKnown(Instant known) {
        return knownTimes.isEmpty() || !known.isBefore(knownTimes.last());
    }

    Set<ActId> acts() {
        return dossiers.keySet();
    }

    /** The known times of its acts from that one on, in growing order. */
    List<Instant> knownTimesFrom(Instant first) {
        return List.copyOf(knownTimes.tailSet(first, true));
    }

    /** The revisions visible at that known time, by position. */
    private List<Revision> visible(Instant known) {
        if (isAllKnown(known)) {
            return new ArrayList<>(whenAllIsKnown.values());
        }
        var visible = new ArrayList<Revision>(dossiers.size());
        dossiers.values().forEach(d -> d.at(known).ifPresent(visible::add));
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

    void addRows(int count) {
        rows += count;
    }

    /** The weight in memory, in rows; a dossier counts as ten. */
    int weight() {
        return 1 + rows + 10 * dossiers.size() + folding.weight();
    }
}
