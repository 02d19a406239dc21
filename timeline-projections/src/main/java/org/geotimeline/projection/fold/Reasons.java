package org.geotimeline.projection.fold;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes why an answer is what it is: since when, by which acts, by which rule, through which relations. */
public final class Reasons {

    private Reasons() {}

    /** Nothing where there is no cause. {@code rule} is written where all have the same one. */
    public static void write(ObjectNode answer, Collection<Move.Cause> causes, Collection<String> rules) {
        if (causes.isEmpty()) {
            return;
        }
        var acts = new TreeSet<String>();
        var relations = new TreeSet<String>();
        for (Move.Cause cause : causes) {
            acts.add(cause.act().text());
            relations.addAll(cause.relations());
        }
        answer.put("since", since(causes));
        answer.set("acts", array(acts));
        if (new TreeSet<>(rules).size() == 1) {
            answer.put("rule", rules.iterator().next());
        }
        if (!relations.isEmpty()) {
            answer.set("relations", array(relations));
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
