package org.geotimeline.rulebook;

import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One component of a stance.
 *
 * @param values in order, lowest first; {@link #NO_DATA} is never among them and stands before the first
 * @param process the flag of the dimension; null if it has none
 * @param of the dimension to which a flag belongs; null for other kinds
 * @param byDefault the value of a flag before any act; null for other kinds
 * @param decay the values that become another value after a period without a further act
 * @param window for counts: the period that ends with the day asked about; null for other kinds
 * @param by for counts: the fields of an act by which it is counted
 * @param reason why no rule of this version moves the dimension; null if one does
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

    /** The answer if no act on file says anything; lower than every value. */
    public static final String NO_DATA = "NO_DATA";

    /** The value that a condition sees of a set without elements. */
    public static final String EMPTY = "EMPTY";

    /** The value that a condition sees of a set with elements. */
    public static final String NOT_EMPTY = "NOT_EMPTY";

    /** How a dimension is made of acts. */
    public enum Kind {
        STATE,
        FLAG,
        COUNTS,
        SET,
        VECTOR;

        /** The word in JSON. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param after the period, counted from the upper bound of the act that last moved the dimension */
    public record Decay(List<String> values, String to, Period after) {}

    public Dimension {
        values = List.copyOf(values);
        decay = List.copyOf(decay);
        by = List.copyOf(by);
    }

    /** The index of a value in the order; −1 for {@link #NO_DATA} and for what is no value of the dimension. */
    public int level(String value) {
        return values.indexOf(value);
    }

    public Optional<String> flag() {
        return Optional.ofNullable(process);
    }
}
