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
 * Folds one timeline again and again while it grows, and may keep what it worked out; what it says never depends on that. For
 * one thread.
 */
@FunctionalInterface
public interface Folding {

    /**
     * The whole fold, as {@link Projection#fold} has it. What it gives is read before the next call, and not kept.
     *
     * @param visible as there
     */
    Map<String, NavigableMap<LocalDate, JsonNode>> fold(List<Revision> visible, Instant knownAt);

    /**
     * What the fold says otherwise than the last one, whole or grown, now that one more act is visible and all others are as they
     * were then.
     *
     * @param added the last by position
     * @param knownAt not before that of the last fold
     * @return empty where it does more than it can tell by itself: then all is folded again
     */
    default Optional<Grown> grow(Revision added, Instant knownAt) {
        return Optional.empty();
    }

    /** What it keeps in memory, in rows of about 300 bytes. */
    default int weight() {
        return 0;
    }

    /** The cells that may answer otherwise; no other does. */
    record Grown(Map<String, Tail> cells) {

        /**
         * @param from before that day the cell answers as it did; {@link LocalDate#MIN} is the day before all
         * @param steps the days from that one on at which its answer changes
         */
        public record Tail(LocalDate from, NavigableMap<LocalDate, JsonNode> steps) {}
    }
}
