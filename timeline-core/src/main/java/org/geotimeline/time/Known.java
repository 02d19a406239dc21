package org.geotimeline.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * When a source made something public, as it was written: an instant, or a day, month or year, which means its last
 * moment in UTC ({@code ~} is ignored). A known time is never later than the recording of it.
 */
public final class Known {

    private static final String DATE_FORM = "\\d{4}(-\\d{2}(-\\d{2})?)?[~?%]?";
    private static final Pattern DATE = Pattern.compile(DATE_FORM);

    /** The forms as a regular expression, for schemas. */
    public static final String PATTERN =
            "^(?:" + DATE_FORM + "|\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2}))$";

    private final String written;
    private final Instant earliest;
    private final Instant latest;

    private Known(String written, Instant earliest, Instant latest) {
        this.written = written;
        this.earliest = earliest;
        this.latest = latest;
    }

    /** @throws IllegalArgumentException with a sentence that quotes the text and says what was expected */
    public static Known parse(String text) {
        if (text.indexOf('T') > 0) {
            Instant at = instant(text);
            return new Known(text, at, at);
        }
        if (!DATE.matcher(text).matches()) {
            throw unclear(text);
        }
        Edtf date = Edtf.parse(text);
        return new Known(text, date.lower().atStartOfDay(ZoneOffset.UTC).toInstant(), lastMoment(date.upper()));
    }

    private static Instant instant(String text) {
        try {
            OffsetDateTime at = OffsetDateTime.parse(text);
            if (at.getYear() < Edtf.FIRST_YEAR || at.getYear() > Edtf.LAST_YEAR) {
                throw new IllegalArgumentException("year %04d of '%s' is outside %d to %d"
                        .formatted(at.getYear(), text, Edtf.FIRST_YEAR, Edtf.LAST_YEAR));
            }
            return at.toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(unclear(text).getMessage(), e);
        }
    }

    private static IllegalArgumentException unclear(String text) {
        return new IllegalArgumentException(
                "'%s' is not a known time; expected a day, month or year (2024-09-05, 2024-09, 2024) or an instant with"
                                .formatted(text)
                        + " an offset (2024-09-05T10:00:00Z)");
    }

    /** The last microsecond of that day in UTC. */
    public static Instant lastMoment(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(1, ChronoUnit.MICROS);
    }

    /** The first moment that it can mean; an act whose earliest known time lies in the future is refused. */
    public Instant earliest() {
        return earliest;
    }

    /** The moment from which questions see it: its last moment, but not later than its recording. */
    public Instant asRecorded(Instant recordedAt) {
        return latest.isBefore(recordedAt) ? latest : recordedAt;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Known that && written.equals(that.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    /** The text as it was written. */
    @Override
    public String toString() {
        return written;
    }
}
