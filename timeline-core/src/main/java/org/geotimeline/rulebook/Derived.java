package org.geotimeline.rulebook;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule by which a value follows from other dimensions.
 *
 * @param all the conditions that must hold
 * @param set the value that follows
 * @param actsOf the dimension whose acts are the acts of the derived value; null for the acts of all that are read
 */
public record Derived(
        String id,
        List<Condition> all,
        String dimension,
        String set,
        @Nullable String actsOf) {

    public Derived {
        all = List.copyOf(all);
    }

    /** The dimensions that the rule reads. */
    public Set<String> reads() {
        return all.stream().map(Condition::dimension).collect(Collectors.toSet());
    }

    public Optional<String> actsFrom() {
        return Optional.ofNullable(actsOf);
    }
}
