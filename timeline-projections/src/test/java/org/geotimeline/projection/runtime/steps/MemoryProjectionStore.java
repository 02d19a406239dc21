package org.geotimeline.projection.runtime.steps;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.spi.SideTable;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.AsOf;

/** Links and rows in memory, and the plainest way to ask them. */
public final class MemoryProjectionStore implements ProjectionStore {

    private static final String NO_DATABASE = "there is no database; say so by needsDatabase()";

    private final Map<Timeline, Map<ActId, Long>> links = new LinkedHashMap<>();
    private final Map<Timeline, Map<String, List<Steps.Row>>> rows = new LinkedHashMap<>();
    private final Set<String> opened = new HashSet<>();
    private final Set<Timeline> begun = new HashSet<>();

    public Set<Timeline> timelines() {
        return links.keySet();
    }

    public Set<String> cells(Timeline timeline) {
        return rows.getOrDefault(timeline, Map.of()).keySet();
    }

    public List<Steps.Row> rows(Timeline timeline, String cell) {
        return rows.getOrDefault(timeline, Map.of()).getOrDefault(cell, List.of());
    }

    /** The acts that were linked at that position. */
    public Set<ActId> acts(Timeline timeline, long position) {
        return links.getOrDefault(timeline, Map.of()).entrySet().stream()
                .filter(link -> link.getValue() <= position)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    public AnswerSince probe(Timeline timeline, String cell, AsOf asOf) {
        return rows(timeline, cell).stream()
                .filter(r -> !r.day().isAfter(asOf.validAt()))
                .filter(r -> !r.known().isAfter(asOf.knownAt()))
                .filter(r -> r.position() <= asOf.position())
                .max(Comparator.comparing(Steps.Row::day)
                        .thenComparing(Steps.Row::known)
                        .thenComparing(Steps.Row::position))
                .map(Steps.Row::held)
                .orElse(AnswerSince.NOTHING);
    }

    /** Everything, as text in one order. */
    public List<String> dump() {
        var lines = new ArrayList<String>();
        links.forEach((timeline, acts) -> acts.forEach((act, p) -> lines.add(timeline + " " + act + " " + p)));
        rows.forEach((timeline, cells) ->
                cells.forEach((cell, all) -> all.forEach(row -> lines.add(timeline + " " + cell + " " + row))));
        lines.sort(null);
        return lines;
    }

    @Override
    public Set<Timeline> linkedTo(ActId act) {
        var found = new LinkedHashSet<Timeline>();
        links.forEach((timeline, acts) -> {
            if (acts.containsKey(act)) {
                found.add(timeline);
            }
        });
        return found;
    }

    @Override
    public Set<ActId> acts(Timeline timeline) {
        return links.getOrDefault(timeline, Map.of()).keySet();
    }

    @Override
    public Map<ActId, Long> links(Timeline timeline) {
        return links.getOrDefault(timeline, Map.of());
    }

    @Override
    public Set<Timeline> timelines(int key, String value) {
        return links.keySet().stream().filter(t -> t.value(key).equals(value)).collect(Collectors.toSet());
    }

    @Override
    public void rows(Timeline timeline, BiConsumer<String, Steps.Row> each) {
        rows.getOrDefault(timeline, Map.of()).forEach((cell, all) -> all.forEach(row -> each.accept(cell, row)));
    }

    @Override
    public void begin(Timeline timeline, long position) {
        if (!begun.add(timeline)) {
            throw new AssertionError(timeline + " was begun before");
        }
    }

    @Override
    public void link(Timeline timeline, ActId act, long position) {
        Long before =
                links.computeIfAbsent(timeline, t -> new LinkedHashMap<>()).put(act, position);
        if (before != null) {
            throw new AssertionError(act + " was linked to " + timeline + " before");
        }
    }

    @Override
    public void append(Timeline timeline, String cell, Steps.Row row) {
        if (!opened.contains(timeline + "/" + cell)) {
            throw new AssertionError(cell + " of " + timeline + " was not opened");
        }
        rows.computeIfAbsent(timeline, t -> new LinkedHashMap<>())
                .computeIfAbsent(cell, c -> new ArrayList<>())
                .add(row);
    }

    @Override
    public void opened(Timeline timeline, String cell) {
        if (!opened.add(timeline + "/" + cell)) {
            throw new AssertionError(cell + " of " + timeline + " was opened before");
        }
    }

    @Override
    public void keep(SideTable table, List<String> row) {
        throw new UnsupportedOperationException(NO_DATABASE);
    }

    @Override
    public Set<List<String>> kept(SideTable table, String first) {
        throw new UnsupportedOperationException(NO_DATABASE);
    }

    @Override
    public Connection connection() {
        throw new UnsupportedOperationException(NO_DATABASE);
    }
}
