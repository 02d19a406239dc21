package org.geotimeline.store;

import java.util.Set;

/**
 * A filter of events: of one of these types, with all of these tags. An empty set restricts nothing.
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

    boolean matches(Set<String> eventTags, String eventType) {
        return (types.isEmpty() || types.contains(eventType)) && eventTags.containsAll(tags);
    }
}
