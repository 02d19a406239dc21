package org.geotimeline.projection.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.geotimeline.act.Dossier;
import org.geotimeline.act.Revision;

/**
 * Every state in which an act was ever known. What is known from a time on changes none of those before it, so that one more
 * saying of an act of which much was said is one more state, and not all of them anew.
 */
final class States {

    private final NavigableMap<Instant, Optional<Revision>> byKnown;
    private final List<Revision> all;

    private States(NavigableMap<Instant, Optional<Revision>> byKnown) {
        this.byKnown = byKnown;
        var states = new ArrayList<Revision>();
        for (Optional<Revision> state : byKnown.values()) {
            state.filter(s -> states.isEmpty() || !s.equals(states.getLast())).ifPresent(states::add);
        }
        this.all = Collections.unmodifiableList(states);
    }

    static States of(Dossier dossier) {
        return new States(new TreeMap<>())
                .from(Instant.MIN, dossier.knownTimes(), known -> dossier.at(known, Long.MAX_VALUE));
    }

    /**
     * The states when something more is on file.
     *
     * @param first the earliest known time of what came
     * @param known all known times
     */
    States from(Instant first, NavigableSet<Instant> known, Function<Instant, Optional<Revision>> at) {
        var states = new TreeMap<>(byKnown.headMap(first, false));
        known.tailSet(first, true)
                .forEach(time -> states.put(time, at.apply(time).map(Revision::withoutSayings)));
        return new States(states);
    }

    /** In the order of known times; one that is as the one before is there once. */
    List<Revision> all() {
        return all;
    }
}
