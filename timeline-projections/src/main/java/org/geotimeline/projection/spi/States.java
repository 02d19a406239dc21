package org.geotimeline.projection.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;

/**
 * Every state in which an act was ever known. What is known from a time on changes none of those before it, so that one more
 * saying about an act with many is one more state, and not all of them again.
 *
 * <p>What is learned late takes the place of a state that was known before it came: a question as the ledger stood then still
 * sees that one.
 */
public final class States {

    private final NavigableMap<Instant, Optional<Revision>> byKnown;
    private final Set<Revision> replaced;
    private final List<Revision> all;

    private States(NavigableMap<Instant, Optional<Revision>> byKnown, Set<Revision> replaced) {
        this.byKnown = byKnown;
        this.replaced = replaced;
        var states = new ArrayList<Revision>();
        for (Optional<Revision> state : byKnown.values()) {
            state.filter(s -> states.isEmpty() || !s.equals(states.getLast())).ifPresent(states::add);
        }
        this.all = Collections.unmodifiableList(states);
    }

    public static States of(Dossier dossier) {
        var byKnown = new TreeMap<Instant, Optional<Revision>>();
        var replaced = new LinkedHashSet<Revision>();
        var known = new TreeSet<Instant>();
        for (Recorded entry : dossier.entries()) {
            known.add(entry.known());
            goOn(byKnown, replaced, known.tailSet(entry.known(), true), k -> dossier.at(k, entry.position()));
        }
        return new States(byKnown, replaced);
    }

    private static void goOn(
            NavigableMap<Instant, Optional<Revision>> byKnown,
            Set<Revision> replaced,
            NavigableSet<Instant> known,
            Function<Instant, Optional<Revision>> at) {
        for (Instant time : known) {
            Optional<Revision> now = at.apply(time).map(Revision::withoutSayings);
            Optional<Revision> before = byKnown.put(time, now);
            if (before != null && !before.equals(now)) {
                before.ifPresent(replaced::add);
            }
        }
    }

    /**
     * The states when something more is on file.
     *
     * @param first the earliest known time of what came
     * @param known all known times
     */
    public States from(Instant first, NavigableSet<Instant> known, Function<Instant, Optional<Revision>> at) {
        var states = new TreeMap<>(byKnown);
        var former = new LinkedHashSet<>(replaced);
        goOn(states, former, known.tailSet(first, true), at);
        return new States(states, former);
    }

    /** In the order of known times; one that is as the one before is there once. */
    public List<Revision> all() {
        return all;
    }

    /** Those, and those that something learned late has taken the place of. */
    public List<Revision> ever() {
        if (replaced.isEmpty()) {
            return all; // as of most acts
        }
        var ever = new ArrayList<>(all);
        ever.addAll(replaced);
        return ever;
    }
}
