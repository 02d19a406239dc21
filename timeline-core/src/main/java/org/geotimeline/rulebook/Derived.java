package org.geotimeline.rulebook;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What follows from other dimensions.
 *
 * @param all what must be so
 * @param actsOf the dimension whose acts are the derived value's; null for those of all that are read
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

    /** The dimensions that it reads. */
    public Set<String> reads() {
        return all.stream().map(Condition::dimension).collect(Collectors.toSet());
    }

    public Optional<String> actsFrom() {
        return Optional.ofNullable(actsOf);
    }
}
