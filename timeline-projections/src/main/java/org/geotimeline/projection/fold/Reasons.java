package org.geotimeline.projection.fold;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why an answer is what it is.
 *
 * @param since the one date as it was written, or the span from the first to the last day of all; null without a cause
 * @param acts the ids of the acts, in order
 * @param rule the rule; null if there are several
 * @param relations the relations through which an act of another actor counts, in order
 */
public record Reasons(
        @Nullable String since, List<String> acts, @Nullable String rule, List<String> relations) {

    public static Reasons of(Collection<Move.Cause> causes, Collection<String> rules) {
        if (causes.isEmpty()) {
            return new Reasons(null, List.of(), null, List.of());
        }
        var acts = new TreeSet<String>();
        var relations = new TreeSet<String>();
        for (Move.Cause cause : causes) {
            acts.add(cause.act().text());
            relations.addAll(cause.relations());
        }
        SortedSet<String> distinct = new TreeSet<>(rules);
        return new Reasons(
                since(causes),
                List.copyOf(acts),
                distinct.size() == 1 ? distinct.first() : null,
                List.copyOf(relations));
    }

    /** Writes them into an answer; nothing if there is no cause. */
    public static void write(ObjectNode answer, Collection<Move.Cause> causes, Collection<String> rules) {
        Reasons reasons = of(causes, rules);
        if (reasons.since() == null) {
            return;
        }
        answer.put("since", reasons.since());
        answer.set("acts", array(reasons.acts()));
        if (reasons.rule() != null) {
            answer.put("rule", reasons.rule());
        }
        if (!reasons.relations().isEmpty()) {
            answer.set("relations", array(reasons.relations()));
        }
    }

    /** The one date as it was written, or the span from the first to the last day of all of them. */
    private static String since(Collection<Move.Cause> causes) {
        SortedSet<String> written = new TreeSet<>();
        long first = Days.AFTER_ALL;
        long last = Days.BEFORE_ALL;
        for (Move.Cause cause : causes) {
            written.add(cause.since().toString());
            first = Math.min(first, cause.first());
            last = Math.max(last, cause.last());
        }
        if (written.size() == 1) {
            return written.first();
        }
        return "[%s..%s]"
                .formatted(
                        first == Days.BEFORE_ALL ? "" : Days.date(first),
                        last == Days.AFTER_ALL ? "" : Days.date(last));
    }

    public static ArrayNode array(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
