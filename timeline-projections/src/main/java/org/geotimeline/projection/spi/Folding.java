package org.geotimeline.projection.spi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.geotimeline.act.Revision;
import tools.jackson.databind.JsonNode;

/**
 * Folds one timeline again and again while the timeline grows. A folding may keep intermediate results; its answers never
 * depend on them. For one thread.
 */
@FunctionalInterface
public interface Folding {

    /**
     * The complete fold, as {@link Projection#fold} specifies it. The caller reads the result before the next call, and does not
     * keep it.
     *
     * @param visible the visible revisions, in order of positions
     */
    Map<String, NavigableMap<LocalDate, JsonNode>> fold(List<Revision> visible, Instant knownAt);

    /**
     * The cells that change when {@code added} becomes visible and nothing else does since the last fold, complete or grown.
     *
     * @param added the last revision by position
     * @param knownAt not before that of the last fold
     * @return empty if a complete fold is needed
     */
    default Optional<Grown> grow(Revision added, Instant knownAt) {
        return Optional.empty();
    }

    /** The weight in memory, in rows of about 300 bytes. */
    default int weight() {
        return 0;
    }

    /** The cells whose answers may change; all others stay as they are. */
    record Grown(Map<String, Tail> cells) {

        /**
         * @param from the day before which the answers stay as they are; {@link LocalDate#MIN} is the day before all
         * @param steps the days from that day on at which the answer changes
         */
        public record Tail(LocalDate from, NavigableMap<LocalDate, JsonNode> steps) {}
    }
}
