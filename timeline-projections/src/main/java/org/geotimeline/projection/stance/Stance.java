package org.geotimeline.projection.stance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.geotimeline.rulebook.Dimension;
import org.geotimeline.rulebook.Rulebook;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where an actor stands toward a subject in one dimension on one day.
 *
 * @param value null where it is not certain
 * @param certainty {@code CERTAIN}, {@code POSSIBLE} or {@code NO_DATA}
 * @param alternatives all that is possible, in the rulebook's order; empty where it is certain or nothing is on file
 * @param process the process flag; null where the dimension has none, and where more than one is possible
 * @param since the date of the change, as it was written; the span of the dates where there are several
 * @param acts by which acts, those of all alternatives
 * @param rule by which rule; null where the alternatives have different ones
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Stance(
        String actor,
        String subject,
        String dimension,
        @Nullable String value,
        String certainty,
        List<String> alternatives,
        @Nullable String process,
        @Nullable String since,
        List<String> acts,
        @Nullable String rule) {

    /** A stance over time, from the first to the last day on which it holds; null where it is open. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Held(
            String actor,
            String subject,
            String dimension,
            @Nullable String value,
            String certainty,
            List<String> alternatives,
            @Nullable String process,
            @Nullable String since,
            List<String> acts,
            @Nullable String rule,
            @Nullable String from,
            @Nullable String to) {}

    /** What the cell of a dimension answers. */
    static Stance of(String actor, String subject, String dimension, JsonNode cell) {
        return new Stance(
                actor,
                subject,
                dimension,
                text(cell, "value"),
                cell.path("certainty").asString(),
                texts(cell, "alternatives"),
                text(cell, "process"),
                text(cell, "since"),
                texts(cell, "acts"),
                text(cell, "rule"));
    }

    /** What a dimension answers of which no act on file says anything. */
    static Stance noData(Rulebook rulebook, String actor, String subject, Dimension dimension) {
        String process = dimension
                .flag()
                .map(rulebook::dimension)
                .map(Dimension::byDefault)
                .orElse(null);
        return new Stance(
                actor, subject, dimension.name(), null, Rulebook.NO_DATA, List.of(), process, null, List.of(), null);
    }

    Held during(@Nullable String from, @Nullable String to) {
        return new Held(
                actor, subject, dimension, value, certainty, alternatives, process, since, acts, rule, from, to);
    }

    /** Whether it is, or may be, that value. */
    boolean maybe(String asked) {
        return asked.equals(value)
                || alternatives.contains(asked)
                || (asked.equals(Rulebook.NO_DATA) && certainty.equals(Rulebook.NO_DATA));
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
