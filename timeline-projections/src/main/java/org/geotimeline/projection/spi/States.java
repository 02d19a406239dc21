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
 * Every state in which an act was ever known. An entry of the dossier changes no state that was known before it, so one more
 * entry about an act adds one more state and leaves the others.
 *
 * <p>What is learned late replaces a state that was known earlier. A question about the ledger as it stood before still sees
 * the replaced state.
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
            known.addAll(dossier.knownTimes(entry));
            fill(byKnown, replaced, known.tailSet(entry.known(), true), k -> dossier.at(k, entry.position()));
        }
        return new States(byKnown, replaced);
    }

    private static void fill(
            NavigableMap<Instant, Optional<Revision>> byKnown,
            Set<Revision> replaced,
            NavigableSet<Instant> known,
            Function<Instant, Optional<Revision>> at) {
        for (Instant time : known) {
            Optional<Revision> state = at.apply(time).map(Revision::withoutSayings);
            Optional<Revision> before = byKnown.put(time, state);
            if (before != null && !before.equals(state)) {
                before.ifPresent(replaced::add);
            }
        }
    }

    /**
     * The states when further entries are on file.
     *
     * @param first the earliest known time of the further entries
     * @param known all known times of the act
     */
    public States from(Instant first, NavigableSet<Instant> known, Function<Instant, Optional<Revision>> at) {
        var states = new TreeMap<>(byKnown);
        var everReplaced = new LinkedHashSet<>(replaced);
        fill(states, everReplaced, known.tailSet(first, true), at);
        return new States(states, everReplaced);
    }

    /** The states in the order of known times; a state equal to the one before appears once. */
    public List<Revision> all() {
        return all;
    }

    /** The same states, and those that were replaced when something was learned late. */
    public List<Revision> ever() {
        if (replaced.isEmpty()) {
            return all; // as for most acts
        }
        var ever = new ArrayList<>(all);
        ever.addAll(replaced);
        return ever;
    }
}
