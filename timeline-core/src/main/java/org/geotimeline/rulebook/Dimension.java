package org.geotimeline.rulebook;

import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One component of a stance.
 *
 * @param values in order, lowest first; {@link Rulebook#NO_DATA} is never among them and stands before the first
 * @param process the flag that goes with it; null where it has none
 * @param of the dimension that a flag goes with; null for other kinds
 * @param byDefault what a flag is before any act; null for other kinds
 * @param decay after how long without a further act which values become another
 * @param window of counts: the period that ends with the day asked about; null for other kinds
 * @param by of counts: the fields of an act that they are told by
 * @param reason why nothing is read into it in this version; null where something is
 */
public record Dimension(
        String name,
        Kind kind,
        List<String> values,
        @Nullable String process,
        @Nullable String of,
        @Nullable String byDefault,
        List<Decay> decay,
        @Nullable Period window,
        List<String> by,
        @Nullable String reason) {

    /** How a dimension is made of acts. */
    public enum Kind {
        STATE,
        FLAG,
        COUNTS,
        SET,
        VECTOR
    }

    /** @param after counted from the upper bound of the act that last moved the dimension */
    public record Decay(List<String> values, String to, Period after) {}

    public Dimension {
        values = List.copyOf(values);
        decay = List.copyOf(decay);
        by = List.copyOf(by);
    }

    /** Its place in the order: −1 for {@link Rulebook#NO_DATA} and for what is no value of it. */
    public int level(String value) {
        return values.indexOf(value);
    }

    public Optional<String> flag() {
        return Optional.ofNullable(process);
    }
}
