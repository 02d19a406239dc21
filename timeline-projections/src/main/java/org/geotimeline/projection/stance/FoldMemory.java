package org.geotimeline.projection.stance;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.geotimeline.act.Revision;
import org.geotimeline.projection.stance.Effects.Spoken;
import org.geotimeline.rulebook.Rule;

/**
 * What the last fold of one dyad by one rulebook has read in its acts, so that the next need not read it again. It follows from
 * act and rule alone, so that a fold says the same with it and without. For one thread.
 */
final class FoldMemory {

    private Map<Revision, Map<Rule, Spoken>> before = Map.of();
    private Map<Revision, Map<Rule, Spoken>> spoken = new IdentityHashMap<>();

    /** What the last fold did not ask for is forgotten. */
    void next() {
        before = spoken;
        spoken = new IdentityHashMap<>(before.size() + 16);
    }

    Spoken spoken(Revision act, Rule rule, Supplier<Spoken> reading) {
        Map<Rule, Spoken> of = spoken.get(act);
        if (of == null) {
            of = before.getOrDefault(act, new IdentityHashMap<>(4));
            spoken.put(act, of);
        }
        return of.computeIfAbsent(rule, r -> reading.get());
    }
}
