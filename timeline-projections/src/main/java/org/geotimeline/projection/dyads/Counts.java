package org.geotimeline.projection.dyads;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;

/** Counts of acts. A number is a lower bound, as the sources are; an act whose date leaves it open lies between the two. */
record Counts(long atLeast, long atMost) {

    /** The counts of one dyad. */
    @Row(name = "dyads", meaning = "How many acts of one actor toward another lie in the window.")
    record OfDyad(
            @Meaning(value = "Acts that surely lie in the window.", unit = "acts")
            long atLeast,

            @Meaning(value = "Acts that may lie in the window.", unit = "acts")
            long atMost,

            @Meaning("The actor.") String actor,
            @Meaning("The actor that the acts are toward.") String subject) {}

    /** The counts of one year. */
    record OfYear(long atLeast, long atMost, String year) {}

    /**
     * The counts of all rows together.
     *
     * @param counting the rule by which one act is counted
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Totals(long atLeast, long atMost, String counting, List<OfYear> byYear, Map<String, Counts> byFamily) {}
}
