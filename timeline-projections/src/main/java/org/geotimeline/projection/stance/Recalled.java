package org.geotimeline.projection.stance;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.geotimeline.act.Revision;
import org.geotimeline.projection.stance.Cells.Possible;
import org.geotimeline.projection.stance.Effects.Spoken;
import org.geotimeline.rulebook.Rule;
import tools.jackson.databind.JsonNode;

/**
 * What the last fold of one dyad by one rulebook has worked out, so that the next need not work it out again: what a rule
 * reads in a revision, and what is told of a day on which the same is possible. Both follow from what they are asked for
 * alone, so that a fold says the same with it and without. For one thread.
 */
final class Recalled {

    private Map<Revision, Map<Rule, Spoken>> spokenBefore = Map.of();
    private Map<Revision, Map<Rule, Spoken>> spoken = new IdentityHashMap<>();
    private Map<Map<String, Set<Possible>>, Map<String, JsonNode>> toldBefore = Map.of();
    private Map<Map<String, Set<Possible>>, Map<String, JsonNode>> told = new HashMap<>();

    /** What the last fold did not ask for is forgotten. */
    void next() {
        spokenBefore = spoken;
        spoken = new IdentityHashMap<>(spokenBefore.size() + 16);
        toldBefore = told;
        told = HashMap.newHashMap(toldBefore.size() + 16);
    }

    /** How much is kept. */
    int size() {
        return 1 + spoken.size() + told.size();
    }

    Spoken spoken(Revision act, Rule rule, Supplier<Spoken> reading) {
        Map<Rule, Spoken> of = spoken.get(act);
        if (of == null) {
            of = spokenBefore.getOrDefault(act, new IdentityHashMap<>(4));
            spoken.put(act, of);
        }
        return of.computeIfAbsent(rule, r -> reading.get());
    }

    Map<String, JsonNode> told(
            Map<String, Set<Possible>> on, Function<Map<String, Set<Possible>>, Map<String, JsonNode>> telling) {
        return told.computeIfAbsent(on, now -> {
            Map<String, JsonNode> before = toldBefore.get(now);
            return before == null ? telling.apply(now) : before;
        });
    }
}
