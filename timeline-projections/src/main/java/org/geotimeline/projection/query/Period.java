package org.geotimeline.projection.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.geotimeline.time.Edtf;
import org.geotimeline.time.Known;
import org.jspecify.annotations.Nullable;

/**
 * A stretch that a question is about, from and to, both included; either may be left out. It is told by two parameters,
 * {@code validFrom} and {@code validTo}, and its end is never before its start.
 */
public record Period<T extends Comparable<? super T>>(
        @Nullable T from, @Nullable T to) {

    private static <T extends Comparable<? super T>> Period<T> inOrder(
            String first, String last, @Nullable T from, @Nullable T to) {
        if (from != null && to != null && from.compareTo(to) > 0) {
            throw new BadQuestion(first, "%s (%s) is after %s (%s)".formatted(first, from, last, to));
        }
        return new Period<>(from, to);
    }

    /** Days as EDTF: from the first day that the one may mean, to the last day that the other may mean. */
    public static Period<LocalDate> days(String what, @Nullable String from, @Nullable String to) {
        return inOrder(
                what + "From",
                what + "To",
                read(what + "From", from, text -> Edtf.parse(text).lower()),
                read(what + "To", to, text -> Edtf.parse(text).upper()));
    }

    /** Known times: days in UTC, or instants. */
    public static Period<Instant> moments(String what, @Nullable String from, @Nullable String to) {
        return inOrder(
                what + "From",
                what + "To",
                read(what + "From", from, text -> Known.parse(text).earliest()),
                read(what + "To", to, text -> Known.parse(text).asRecorded(Instant.MAX)));
    }

    /** Positions of the ledger. */
    public static Period<Long> positions(@Nullable Long from, @Nullable Long to) {
        return inOrder("from", "to", from, to);
    }

    private static <T> @Nullable T read(String parameter, @Nullable String given, Function<String, T> reading) {
        try {
            return given == null ? null : reading.apply(given);
        } catch (IllegalArgumentException e) {
            throw new BadQuestion(parameter, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Whether an act may lie in it.
     *
     * @param lower the first day that the act may touch; null for ever before
     * @param upper the last day that the act may touch; null for ever after
     */
    public static boolean maybe(Period<LocalDate> days, @Nullable String lower, @Nullable String upper) {
        return (days.from == null || last(upper).compareTo(days.from.toString()) >= 0)
                && (days.to == null || first(lower).compareTo(days.to.toString()) <= 0);
    }

    /** Whether it surely does. */
    public static boolean surely(Period<LocalDate> days, @Nullable String lower, @Nullable String upper) {
        return (days.from == null || first(lower).compareTo(days.from.toString()) >= 0)
                && (days.to == null || last(upper).compareTo(days.to.toString()) <= 0);
    }

    /** An open first day sorts before all; dates sort as text. */
    public static String first(@Nullable String lower) {
        return lower == null ? "" : lower;
    }

    /** An open last day sorts after all. */
    public static String last(@Nullable String upper) {
        return upper == null ? "~" : upper;
    }
}
