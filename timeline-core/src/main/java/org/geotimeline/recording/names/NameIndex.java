package org.geotimeline.recording.names;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.geotimeline.json.Nearest;
import org.geotimeline.text.Folding;

/** The things of one kind by their ids, names, aliases and codes, in every spelling. */
public final class NameIndex {

    private static final int MAX_NEAREST = 5;

    private final NavigableMap<String, List<String>> textsById = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<String, Set<String>> idsBySpelling = new ConcurrentHashMap<>();

    /** Replaces the names of a thing. */
    public void put(String id, Collection<String> names) {
        var texts = new LinkedHashSet<String>();
        texts.add(id);
        texts.addAll(names);
        List<String> old = textsById.put(id, List.copyOf(texts));
        if (old != null) {
            spellings(old)
                    .forEach(spelling -> idsBySpelling.computeIfPresent(spelling, (same, ids) -> without(ids, id)));
        }
        spellings(texts).forEach(spelling -> idsBySpelling.merge(spelling, Set.of(id), NameIndex::union));
    }

    private static Set<String> spellings(Collection<String> texts) {
        var spellings = new TreeSet<String>();
        texts.forEach(text -> spellings.addAll(Folding.spellings(text)));
        return spellings;
    }

    private static Set<String> without(Set<String> ids, String id) {
        var rest = new TreeSet<>(ids);
        rest.remove(id);
        return rest;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    /** The ids of the things that bear that name, sorted; an id that is written so alone. */
    public List<String> named(String text) {
        if (textsById.containsKey(text)) {
            return List.of(text);
        }
        var ids = new TreeSet<String>();
        Folding.spellings(text).forEach(spelling -> ids.addAll(idsBySpelling.getOrDefault(spelling, Set.of())));
        return new ArrayList<>(ids);
    }

    public List<String> nearest(String text) {
        return Nearest.among(text, textsById, MAX_NEAREST);
    }
}
