package org.geotimeline.rulebook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dimension must be for something to follow.
 *
 * @param is one of these values, {@link Rulebook#NO_DATA} among them where that counts; empty where not asked
 * @param atLeast that value or a higher one; null where not asked
 * @param below a lower value than that; null where not asked
 * @param noDataCounts whether no act on file counts as below
 * @param notEmpty of a set: whether it has anything in it
 */
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

    /** Whether that value of that dimension meets it; of a set {@link Rulebook#EMPTY} or {@link Rulebook#NOT_EMPTY}. */
    public boolean holds(Dimension read, String value) {
        if (value.equals(Rulebook.NO_DATA)) {
            return noDataCounts || is.contains(value);
        }
        if (notEmpty) {
            return value.equals(Rulebook.NOT_EMPTY);
        }
        return (is.isEmpty() || is.contains(value))
                && (atLeast == null || read.level(value) >= read.level(atLeast))
                && (below == null || read.level(value) < read.level(below));
    }
}
