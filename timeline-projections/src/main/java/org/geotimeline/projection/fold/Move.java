package org.geotimeline.projection.fold;

import java.util.SortedSet;
import org.geotimeline.act.id.ActId;
import org.geotimeline.time.Edtf;

/**
 * What one act does to one dimension, once, on one of the days from {@code lo} to {@code hi}.
 *
 * @param lo the first day on which it may have happened, as {@link Days} counts
 * @param hi the last one
 * @param place what orders it among the moves of its day
 * @param optional whether it may not count at all
 * @param raises whether it only raises a lower value; else it sets its value whatever stood before
 * @param level the value that it gives, by height; of a dimension whose rules lower, the order is turned round
 * @param cause where it comes from
 */
public record Move(long lo, long hi, Place place, boolean optional, boolean raises, int level, Cause cause) {

    /**
     * @param value the value that it gives
     * @param since the date of the change, as written
     * @param first the first day of the change, after all that is known of its order
     * @param last the last one
     * @param rule by which rule, or in which words of its own a projection without a rulebook says so
     * @param relations by which relations it counts for the subject
     */
    public record Cause(
            ActId act, String value, Edtf since, long first, long last, String rule, SortedSet<String> relations) {}

    /** The same move, on one of fewer days. */
    Move during(long first, long last) {
        return first == lo && last == hi ? this : new Move(first, last, place, optional, raises, level, cause);
    }
}
