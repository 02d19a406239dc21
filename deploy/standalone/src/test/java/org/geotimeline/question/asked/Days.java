package org.geotimeline.question.asked;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The first and the last day of an EDTF date as the questions use them. This is deliberately not the product's own
 * reading of dates, which it helps to test.
 *
 * @param first null if open
 * @param last null if open
 */
record Days(@Nullable LocalDate first, @Nullable LocalDate last) {

    private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d).*", Pattern.DOTALL);
    private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d\\d)");
    private static final Pattern YEAR = Pattern.compile("(\\d{4})(-XX)?");
    private static final Pattern DECADE = Pattern.compile("(\\d{3})X");

    /** @throws IllegalArgumentException if the text is not a date */
    static Days of(JsonNode date) {
        if (date.isArray() || date.isNull() || date.isBoolean() || date.isMissingNode()) {
            throw new IllegalArgumentException("not a date: " + date);
        }
        return of(date.isObject() ? date.path("edtf").asString("") : date.asString());
    }

    static Days of(String edtf) {
        String text = edtf.strip().replaceAll("[~?%]", "");
        if (text.startsWith("[") && text.endsWith("]") && text.length() >= 2) {
            String inner = text.substring(1, text.length() - 1);
            int dots = inner.indexOf("..");
            String from = dots < 0 ? inner : inner.substring(0, dots);
            String to = dots < 0 ? "" : inner.substring(dots + 2);
            return new Days(from.isEmpty() ? null : of(from).first, to.isEmpty() ? null : of(to).last);
        }
        int slash = text.indexOf('/');
        if (slash >= 0) {
            String from = text.substring(0, slash);
            String to = text.substring(slash + 1);
            return new Days(isOpen(from) ? null : of(from).first, isOpen(to) ? null : of(to).last);
        }
        return ofOne(text);
    }

    private static boolean isOpen(String end) {
        return end.isEmpty() || end.equals("..");
    }

    private static Days ofOne(String text) {
        Matcher day = DAY.matcher(text);
        if (day.matches()) {
            LocalDate one = LocalDate.of(year(day, 1), number(day, 2), number(day, 3));
            return new Days(one, one);
        }
        Matcher month = MONTH.matcher(text);
        if (month.matches()) {
            YearMonth one = YearMonth.of(year(month, 1), number(month, 2));
            return new Days(one.atDay(1), one.atEndOfMonth());
        }
        Matcher year = YEAR.matcher(text);
        if (year.matches()) {
            return years(year(year, 1), 0);
        }
        Matcher decade = DECADE.matcher(text);
        if (decade.matches()) {
            return years(number(decade, 1) * 10, 9);
        }
        throw new IllegalArgumentException("not a date: " + text);
    }

    private static Days years(int first, int more) {
        if (first < 1) {
            throw new IllegalArgumentException("there is no year " + first);
        }
        return new Days(LocalDate.of(first, 1, 1), LocalDate.of(first + more, 12, 31));
    }

    private static int year(Matcher found, int group) {
        int year = number(found, group);
        if (year < 1) {
            throw new IllegalArgumentException("there is no year " + year);
        }
        return year;
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    /** Birthdays between the two: full years that have passed. */
    static long fullYears(LocalDate from, LocalDate to) {
        boolean isBefore = to.getMonthValue() < from.getMonthValue()
                || (to.getMonthValue() == from.getMonthValue() && to.getDayOfMonth() < from.getDayOfMonth());
        return (long) to.getYear() - from.getYear() - (isBefore ? 1 : 0);
    }

    static long days(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to);
    }
}
