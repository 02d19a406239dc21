package org.geotimeline.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date as sources give it: an Extended Date/Time Format string with the days that it may mean.
 *
 * <p>Forms: {@code 2003}, {@code 2003-02}, {@code 2003-02-14}, each with {@code ~} (approximate), {@code ?} (uncertain)
 * or {@code %} (both); unspecified digits {@code 199X}, {@code 19XX}, {@code 2004-XX}, {@code 2004-02-XX},
 * {@code 2004-XX-XX}; instants with an offset, {@code 2021-08-30T19:29Z}; spans {@code a/b} with {@code ..} (open) or
 * nothing (unknown) for an end; one of several days {@code [a..b]}, {@code [..b]}, {@code [a..]}.
 *
 * <p>A form less precise than a day, and a bracketed one, say <em>when it happened, once, somewhere inside</em>; a span
 * says <em>how long it lasted</em>. An instant counts as its date at its own offset. {@code ~} and {@code ?} set a mark
 * and keep the written bounds. Two values are equal when they are written alike.
 */
public final class Edtf {

    /** Stands for the bound that an open start has. */
    public static final LocalDate EVER_BEFORE = LocalDate.MIN;
    /** Stands for the bound that an open end has. */
    public static final LocalDate EVER_AFTER = LocalDate.MAX;

    /** The years that an act of this ledger can lie in. */
    public static final int FIRST_YEAR = 1500;

    public static final int LAST_YEAR = 2200;

    private static final String DATE_FORM = "(\\d{4}|\\d{3}X|\\d{2}XX)(?:-(\\d{2}|XX)(?:-(\\d{2}|XX))?)?([~?%])?";
    private static final String INSTANT_FORM =
            "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?(Z|[+-]\\d{2}:\\d{2})";
    private static final Pattern DATE = Pattern.compile(DATE_FORM);
    private static final Pattern INSTANT = Pattern.compile(INSTANT_FORM);

    /** The forms as a regular expression, for schemas; what matches may still be no day of the calendar. */
    public static final String PATTERN =
            "^(?:P|(?:P|\\.\\.)?/(?:P|\\.\\.)?|\\[(?:P)?\\.\\.(?:P)?\\])$".replace("P", DATE_FORM + "|" + INSTANT_FORM);

    private enum Kind {
        ONCE,
        SPAN
    }

    private final String written;
    private final Kind kind;
    private final Window whole;
    private final Window beginning;
    private final Window ending;
    private final boolean approximate;
    private final boolean uncertain;

    private Edtf(
            String written,
            Kind kind,
            Window whole,
            Window beginning,
            Window ending,
            boolean approximate,
            boolean uncertain) {
        this.written = written;
        this.kind = kind;
        this.whole = whole;
        this.beginning = beginning;
        this.ending = ending;
        this.approximate = approximate;
        this.uncertain = uncertain;
    }

    /** @throws IllegalArgumentException with a sentence that quotes the text and says what was expected */
    public static Edtf parse(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return oneOf(text);
        }
        if (text.indexOf('/') >= 0) {
            return span(text);
        }
        return once(text, bounds(text, text));
    }

    /** The single day, written {@code yyyy-mm-dd}. */
    public static Edtf day(LocalDate day) {
        return parse(day.toString());
    }

    private static Edtf once(String text, Window window) {
        return new Edtf(text, Kind.ONCE, window, window, window, has(text, '~'), has(text, '?'));
    }

    private static boolean has(String text, char mark) {
        return text.indexOf(mark) >= 0 || text.indexOf('%') >= 0;
    }

    private static Edtf oneOf(String text) {
        String inside = text.substring(1, text.length() - 1);
        int dots = inside.indexOf("..");
        if (dots < 0 || inside.length() == 2) {
            throw malformed(text);
        }
        String first = inside.substring(0, dots);
        String last = inside.substring(dots + 2);
        LocalDate lower = first.isEmpty() ? EVER_BEFORE : bounds(first, text).lower();
        LocalDate upper = last.isEmpty() ? EVER_AFTER : bounds(last, text).upper();
        return once(text, window(lower, upper, text));
    }

    private static Edtf span(String text) {
        int slash = text.indexOf('/');
        String first = text.substring(0, slash);
        String last = text.substring(slash + 1);
        boolean openStart = first.isEmpty() || first.equals("..");
        boolean openEnd = last.isEmpty() || last.equals("..");
        if (first.isEmpty() && last.isEmpty()) {
            throw malformed(text);
        }
        Window start = openStart ? new Window(EVER_BEFORE, EVER_BEFORE) : bounds(first, text);
        Window end = openEnd ? new Window(EVER_AFTER, EVER_AFTER) : bounds(last, text);
        Window whole = window(start.lower(), end.upper(), text);
        if (INSTANT.matcher(first).matches() && INSTANT.matcher(last).matches()) {
            inOrder(first, last, text);
        }
        // An unknown start lies anywhere up to the end; "/2023" began some day, surely by the last day of 2023.
        Window beginning = openStart ? new Window(EVER_BEFORE, end.upper()) : clipped(start, end.upper());
        // An unknown end lies anywhere from the start on; an open one is still to come.
        LocalDate firstEnd = last.isEmpty() ? start.lower() : later(end.lower(), start.lower());
        Window ending = new Window(firstEnd, end.upper());
        return new Edtf(text, Kind.SPAN, whole, beginning, ending, has(text, '~'), has(text, '?'));
    }

    private static void inOrder(String first, String last, String text) {
        if (OffsetDateTime.parse(last).isBefore(OffsetDateTime.parse(first))) {
            throw new IllegalArgumentException(
                    "the end of '%s' (%s) is before its start (%s)".formatted(text, last, first));
        }
    }

    private static Window clipped(Window start, LocalDate last) {
        return start.upper().isAfter(last) ? new Window(start.lower(), last) : start;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private static Window window(LocalDate lower, LocalDate upper, String text) {
        if (upper.isBefore(lower)) {
            throw new IllegalArgumentException(
                    "the end of '%s' (%s) is before its start (%s)".formatted(text, upper, lower));
        }
        return new Window(lower, upper);
    }

    private static Window bounds(String date, String whole) {
        if (INSTANT.matcher(date).matches()) {
            return instant(date, whole);
        }
        Matcher m = DATE.matcher(date);
        if (!m.matches()) {
            throw malformed(whole);
        }
        String year = m.group(1);
        String month = m.group(2);
        String day = m.group(3);
        try {
            return bounds(year, month, day, whole);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is not a day of the calendar".formatted(whole), e);
        }
    }

    @SuppressWarnings("NullAway") // groups of a matched pattern; null means the part is not written
    private static Window bounds(String year, String month, String day, String whole) {
        int first = inRange(Integer.parseInt(year.replace('X', '0')), whole);
        int last = inRange(Integer.parseInt(year.replace('X', '9')), whole);
        boolean noMonth = month == null || month.equals("XX");
        boolean noDay = day == null || day.equals("XX");
        if ((first != last && month != null) || (noMonth && day != null && !noDay)) {
            throw malformed(whole);
        }
        if (noMonth) {
            return new Window(LocalDate.of(first, 1, 1), LocalDate.of(last, 12, 31));
        }
        int number = Integer.parseInt(month);
        if (Season.isSeason(number) && day == null) {
            throw new IllegalArgumentException(Season.refusal(whole, first, number));
        }
        YearMonth in = YearMonth.of(first, number);
        return noDay
                ? new Window(in.atDay(1), in.atEndOfMonth())
                : new Window(in.atDay(Integer.parseInt(day)), in.atDay(Integer.parseInt(day)));
    }

    private static Window instant(String text, String whole) {
        try {
            LocalDate day = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toLocalDate();
            inRange(day.getYear(), whole);
            return new Window(day, day);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is not a moment of the calendar".formatted(whole), e);
        }
    }

    private static int inRange(int year, String whole) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new IllegalArgumentException(
                    "year %04d of '%s' is outside %d to %d".formatted(year, whole, FIRST_YEAR, LAST_YEAR));
        }
        return year;
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                ("'%s' is not a date in the Extended Date/Time Format; expected 2003, 2003-02, 2003-02-14, 2024-10~,"
                                + " 1994?, 199X, 2004-XX, 2003-02-14/2003-03-04, 2001-11-22/.., /2023-12-29,"
                                + " [..2023-12-29], [1997-05-25..1997-05-26], 2021-08-30T19:29Z")
                        .formatted(text));
    }

    /** The first day that it may touch; {@link #EVER_BEFORE} if the start is open. */
    public LocalDate lower() {
        return whole.lower();
    }

    /** The last day that it may touch; {@link #EVER_AFTER} if the end is open. */
    public LocalDate upper() {
        return whole.upper();
    }

    /**
     * The days on which it may have begun: the whole window if it happened once, the window of its start if it lasted. From
     * the upper day on it has surely begun.
     */
    public Window beginning() {
        return beginning;
    }

    /** The moment at which it began, if that is written as an instant; the first day alone orders nothing within the day. */
    public Optional<Instant> moment() {
        int slash = written.indexOf('/');
        String first = slash < 0 ? written : written.substring(0, slash);
        return INSTANT.matcher(first).matches()
                ? Optional.of(OffsetDateTime.parse(first).toInstant())
                : Optional.empty();
    }

    /** The days that may be its last: the whole window if it happened once, the window of its end if it lasted. */
    public Window ending() {
        return ending;
    }

    public boolean isSpan() {
        return kind == Kind.SPAN;
    }

    /** Whether it is open on both sides, as {@code ../..} is, and so excludes no day. */
    public boolean isOpen() {
        return lower().equals(EVER_BEFORE) && upper().equals(EVER_AFTER);
    }

    public boolean isApproximate() {
        return approximate;
    }

    public boolean isUncertain() {
        return uncertain;
    }

    /** Whether that day lies inside: of a span, whether it lasted on that day; else whether it happened on it. */
    public Truth on(LocalDate day) {
        if (day.isBefore(whole.lower()) || day.isAfter(whole.upper())) {
            return Truth.NO;
        }
        boolean sure =
                kind == Kind.SPAN ? !day.isBefore(beginning.upper()) && !day.isAfter(ending.lower()) : whole.isOneDay();
        return sure ? Truth.YES : Truth.POSSIBLY;
    }

    /** Whether its last day lies before the first day of the other. */
    public Truth before(Edtf other) {
        if (ending.upper().isBefore(other.beginning.lower())) {
            return Truth.YES;
        }
        return ending.lower().isBefore(other.beginning.upper()) ? Truth.POSSIBLY : Truth.NO;
    }

    /** Whether this and the other share a day in some reading. */
    public boolean mayMeet(Edtf other) {
        return !upper().isBefore(other.lower()) && !other.upper().isBefore(lower());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Edtf that && written.equals(that.written);
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
