package org.geotimeline.projection.stance;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Stance(
        String actor,
        String subject,
        String dimension,
        @Nullable Object value,
        String certainty,
        List<Object> alternatives,
        @Nullable String process,
        @Nullable String since,
        List<String> acts,
        @Nullable String rule,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Count> counts) {

    /** @param by the fields that the group has in common; an act that does not have one has an empty text there */
    public record Count(Map<String, String> by, int atLeast, int atMost) {}

    /** A stance over time, from the first to the last day on which it holds; null where it is open. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Held(
            String actor,
            String subject,
            String dimension,
            @Nullable Object value,
            String certainty,
            List<Object> alternatives,
            @Nullable String process,
            @Nullable String since,
            List<String> acts,
            @Nullable String rule,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Count> counts,
            @Nullable String from,
            @Nullable String to) {}

    /** A stance of one day as it was known, from that instant on until it was known otherwise; null while it is known so. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Learned(
            String actor,
            String subject,
            String dimension,
            @Nullable Object value,
            String certainty,
            List<Object> alternatives,
            @Nullable String process,
            @Nullable String since,
            List<String> acts,
            @Nullable String rule,
            Instant knownFrom,
            @Nullable Instant knownTo) {}

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
                List.of());
    }

    /** What a dimension answers of which no act on file says anything. */
    static Stance noData(Rulebook rulebook, String actor, String subject, String name) {
        String process = Optional.ofNullable(rulebook.dimensions().get(name))
                .flatMap(Dimension::flag)
                .map(rulebook::dimension)
                .map(Dimension::byDefault)
                .orElse(null);
        return new Stance(
                actor, subject, name, null, Rulebook.NO_DATA, List.of(), process, null, List.of(), null, List.of());
    }

    Held during(@Nullable String from, @Nullable String to) {
        return new Held(
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
