package org.geotimeline.store;

import java.util.Set;

/**
 * Which events are wanted: of one of these types, with all of these tags; empty sets restrict nothing.
 *
 * @param types qualified names
 */
public record EventFilter(Set<String> types, Set<String> tags) {

    /** Every event. */
    public static final EventFilter ALL = new EventFilter(Set.of(), Set.of());

    public EventFilter {
        types = Set.copyOf(types);
        tags = Set.copyOf(tags);
    }
}
