package org.geotimeline.projection.stance;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotimeline.projection.row.Absent;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.geotimeline.rulebook.Dimension;
import org.geotimeline.rulebook.Rulebook;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where an actor stands toward a subject in one dimension on one day.
 *
 * @param value a text; of a set the list of its elements, of counts a number; null where it is not certain
 * @param certainty {@code CERTAIN}, {@code POSSIBLE} or {@code NO_DATA}
 * @param alternatives all that is possible, in the rulebook's order; of a set the elements that may be in it; empty where
 *     it is certain or nothing is on file
 * @param process the process flag; null where the dimension has none, and where more than one is possible
 * @param since the date of the change, as it was written; the span of the dates where there are several; of counts the
 *     window
 * @param acts by which acts, those of all alternatives
 * @param rule by which rule; null where the alternatives have different ones
 * @param counts of counts, each group with how many acts surely and at most lie in the window; else empty
 */
@Row(name = "stances", meaning = "Where an actor stands toward another in one dimension on that day.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Stance(
        @Meaning("The actor.") String actor,
        @Meaning("The actor that it stands toward.") String subject,
        @Meaning("The dimension of the rulebook.") String dimension,

        @Meaning("The value: a text; of a set the list of its elements; of counts a number; null if it is not certain.")
        @Nullable
        Object value,

        @Meaning(
                value = "Whether the value is certain, whether several are possible, or whether nothing is on file.",
                values = {"CERTAIN", "POSSIBLE", "NO_DATA"})
        String certainty,

        @Meaning("All that the value may be, in the order of the rulebook; of a set the elements that may be in it;"
                + " empty if it is certain or nothing is on file.")
        List<Object> alternatives,

        @Meaning("What is announced or under way; null if the dimension has no such flag, or several are possible.")
        @Nullable
        String process,

        @Meaning("The date of the change as it was written (EDTF); the span of the dates if there are several; of"
                + " counts the window.")
        @Nullable
        String since,

        @Meaning("The ids of the acts that the value rests on, those of all alternatives among them.")
        List<String> acts,

        @Meaning("The rule of the rulebook; null if the alternatives have different ones.") @Nullable
        String rule,

        @Absent("unless the dimension counts acts")
        @Meaning("Each group with the number of acts in the window.")
        @Nullable
        List<Count> counts) {

    /** @param by the fields that the group has in common; an act that does not have one has an empty text there */
    public record Count(
            @Meaning("The fields that the group has in common; an empty text if an act does not have one.")
            Map<String, String> by,

            @Meaning(value = "Acts that surely lie in the window.", unit = "acts")
            int atLeast,

            @Meaning(value = "Acts that may lie in the window.", unit = "acts")
            int atMost) {}

    /** A stance over time, from the first to the last day on which it holds; null where it is open. */
    @Row(
            name = "stance-intervals",
            meaning = "A stance over valid time: from the first to the last day on which it holds.")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Interval(
            @Meaning("The actor.") String actor,
            @Meaning("The actor that it stands toward.") String subject,
            @Meaning("The dimension of the rulebook.") String dimension,

            @Meaning("The value: a text; of a set the list of its elements; of counts a number; null if it is not"
                    + " certain.")
            @Nullable
            Object value,

            @Meaning(
                    value = "Whether the value is certain, whether several are possible, or whether nothing is on"
                            + " file.",
                    values = {"CERTAIN", "POSSIBLE", "NO_DATA"})
            String certainty,

            @Meaning("All that the value may be, in the order of the rulebook; of a set the elements that may be in it;"
                    + " empty if it is certain or nothing is on file.")
            List<Object> alternatives,

            @Meaning("What is announced or under way; null if the dimension has no such flag, or several are possible.")
            @Nullable
            String process,

            @Meaning("The date of the change as it was written (EDTF); the span of the dates if there are several; of"
                    + " counts the window.")
            @Nullable
            String since,

            @Meaning("The ids of the acts that the value rests on, those of all alternatives among them.")
            List<String> acts,

            @Meaning("The rule of the rulebook; null if the alternatives have different ones.") @Nullable
            String rule,

            @Absent("unless the dimension counts acts")
            @Meaning("Each group with the number of acts in the window.")
            @Nullable
            List<Count> counts,

            @Meaning(value = "First day on which it holds; null if it held ever before.", format = "date") @Nullable
            String from,

            @Meaning(value = "Last day on which it holds; null while it holds.", format = "date") @Nullable
            String to) {}

    /** A stance of one day as it was known, from that instant on until it was known otherwise; null while it is known so. */
    @Row(name = "stances-known", meaning = "The stance of one day, as it was known from one instant to another.")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Learned(
            @Meaning("The actor.") String actor,
            @Meaning("The actor that it stands toward.") String subject,
            @Meaning("The dimension of the rulebook.") String dimension,

            @Meaning("The value: a text; of a set the list of its elements; of counts a number; null if it is not"
                    + " certain.")
            @Nullable
            Object value,

            @Meaning(
                    value = "Whether the value is certain, whether several are possible, or whether nothing is on"
                            + " file.",
                    values = {"CERTAIN", "POSSIBLE", "NO_DATA"})
            String certainty,

            @Meaning("All that the value may be, in the order of the rulebook; of a set the elements that may be in it;"
                    + " empty if it is certain or nothing is on file.")
            List<Object> alternatives,

            @Meaning("What is announced or under way; null if the dimension has no such flag, or several are possible.")
            @Nullable
            String process,

            @Meaning("The date of the change as it was written (EDTF); the span of the dates if there are several; of"
                    + " counts the window.")
            @Nullable
            String since,

            @Meaning("The ids of the acts that the value rests on, those of all alternatives among them.")
            List<String> acts,

            @Meaning("The rule of the rulebook; null if the alternatives have different ones.") @Nullable
            String rule,

            @Meaning("From which instant on the day was known so.")
            Instant knownFrom,

            @Meaning("From which instant on the day was known otherwise; null while it is known so.") @Nullable
            Instant knownTo) {}

    /** What the cell of a dimension answers. */
    static Stance of(String actor, String subject, String dimension, JsonNode cell) {
        return new Stance(
                actor,
                subject,
                dimension,
                cell.path("value").isArray() ? texts(cell, "value") : text(cell, "value"),
                cell.path("certainty").asString(),
                List.copyOf(texts(cell, "alternatives")),
                text(cell, "process"),
                text(cell, "since"),
                texts(cell, "acts"),
                text(cell, "rule"),
                null);
    }

    /** What a dimension answers of which no act on file says anything. */
    static Stance noData(Rulebook rulebook, String actor, String subject, String name) {
        String process = Optional.ofNullable(rulebook.dimensions().get(name))
                .flatMap(Dimension::flag)
                .map(rulebook::dimension)
                .map(Dimension::byDefault)
                .orElse(null);
        return new Stance(
                actor, subject, name, null, Rulebook.NO_DATA, List.of(), process, null, List.of(), null, null);
    }

    Interval during(@Nullable String from, @Nullable String to) {
        return new Interval(
                actor,
                subject,
                dimension,
                value,
                certainty,
                alternatives,
                process,
                since,
                acts,
                rule,
                counts,
                from,
                to);
    }

    Learned known(Instant from, @Nullable Instant to) {
        return new Learned(
                actor, subject, dimension, value, certainty, alternatives, process, since, acts, rule, from, to);
    }

    /** Whether it is, or may be, that value; of a set whether that element is, or may be, in it. */
    boolean maybe(String asked) {
        return asked.equals(value)
                || (value instanceof List<?> set && set.contains(asked))
                || alternatives.contains(asked)
                || (asked.equals(Rulebook.NO_DATA) && certainty.equals(Rulebook.NO_DATA));
    }

    /** The value as the words of a sentence. */
    String told() {
        return value instanceof List<?> set
                ? set.isEmpty() ? "nothing" : set.stream().map(String::valueOf).collect(joining(", "))
                : String.valueOf(value);
    }

    static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isString() ? node.path(field).stringValue() : null;
    }

    static List<String> texts(JsonNode node, String field) {
        var texts = new ArrayList<String>();
        node.path(field).forEach(one -> texts.add(one.stringValue()));
        return List.copyOf(texts);
    }
}
