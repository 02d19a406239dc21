package org.geotimeline.projection.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.geotimeline.projection.row.Absent;
import org.geotimeline.projection.row.Meaning;
import org.jspecify.annotations.Nullable;

/**
 * A row, with the stretch of time for which it holds if the question asks over time. The fields of both stand beside each
 * other in JSON.
 *
 * @param span null if the question asks for one day
 */
public record RowOver<R extends Record>(
        @JsonUnwrapped R row, @JsonUnwrapped @Nullable Span span) {

    /** The stretch of time for which a row holds. */
    public sealed interface Span {}

    /** Over valid time. */
    public record Valid(
            @Meaning(value = "First day on which the row holds; null if it held ever before.", format = "date")
            @Nullable
            String from,

            @Meaning(value = "Last day on which the row holds; null while it holds.", format = "date") @Nullable
            String to)
            implements Span {}

    /** Over known time. */
    public record Known(
            @Meaning(value = "Instant from which on the day was known so.", format = "date-time")
            String knownFrom,

            @Meaning(
                    value = "Instant from which on the day was known otherwise; null while it is known so.",
                    format = "date-time")
            @Nullable
            String knownTo)
            implements Span {}

    /** All fields of a span, for a schema of rows that may have one. */
    public record Spans(
            @Meaning(value = "First day on which the row holds; null if it held ever before.", format = "date")
            @Absent("unless the question says over=valid")
            @Nullable
            String from,

            @Meaning(value = "Last day on which the row holds; null while it holds.", format = "date")
            @Absent("unless the question says over=valid")
            @Nullable
            String to,

            @Meaning(value = "Instant from which on the day was known so.", format = "date-time")
            @Absent("unless the question says over=known")
            @Nullable
            String knownFrom,

            @Meaning(
                    value = "Instant from which on the day was known otherwise; null while it is known so.",
                    format = "date-time")
            @Absent("unless the question says over=known")
            @Nullable
            String knownTo) {}
}
