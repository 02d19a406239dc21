package org.geotimeline.rulebook;

import java.util.List;
import org.geotimeline.json.Named;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the value of one dimension. Every part that is written must hold.
 *
 * @param is the values of which the dimension has one, perhaps {@link Dimension#NO_DATA}; empty for any value
 * @param atLeast the least value; null for any value
 * @param below the value below which the dimension is; null for any value
 * @param noDataCounts whether {@link Dimension#NO_DATA} meets the condition
 * @param notEmpty for a set: whether it must have an element
 */
@Named("a condition")
public record Condition(
        String dimension,
        List<String> is,
        @Nullable String atLeast,
        @Nullable String below,
        boolean noDataCounts,
        boolean notEmpty) {

    public Condition {
        is = List.copyOf(is);
    }

    /** Whether that value of that dimension meets the condition; a set is {@link Dimension#EMPTY} or {@link Dimension#NOT_EMPTY}. */
    public boolean holds(Dimension read, String value) {
        if (value.equals(Dimension.NO_DATA)) {
            return noDataCounts || is.contains(value);
        }
        if (notEmpty) {
            return value.equals(Dimension.NOT_EMPTY);
        }
        return (is.isEmpty() || is.contains(value))
                && (atLeast == null || read.level(value) >= read.level(atLeast))
                && (below == null || read.level(value) < read.level(below));
    }
}
