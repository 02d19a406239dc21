package org.geotimeline.projection.runtime;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The steps of one projection, for reading. */
public interface StepTable {

    /** One cell of one timeline on one day: one probe of the index. Empty where there is no answer. */
    Optional<Step> at(Timeline timeline, String cell, AsOf asOf);

    /**
     * All cells that have an answer on that day, of all timelines with these key values, in order of key columns, then
     * cell.
     *
     * @param keys values by key column; a column left out means any
     * @param cells the cells wanted; empty means all
     */
    List<Step> slice(Map<String, String> keys, Collection<String> cells, AsOf asOf);

    /** The answers of one cell over all of valid time, in order of days; stretches without an answer are left out. */
    List<Interval> intervals(Timeline timeline, String cell, Instant knownAt, long position);

    /** @param from the day from which the answer holds; {@link LocalDate#MIN} for ever before */
    record Step(Timeline timeline, String cell, LocalDate from, JsonNode answer) {}

    /**
     * @param from the first day; null for ever before
     * @param to the last day; null while it holds
     */
    record Interval(
            String cell, @Nullable LocalDate from, @Nullable LocalDate to, JsonNode answer) {}
}
