package org.geotimeline.projection.stance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.geotimeline.projection.fold.Reasons;
import org.geotimeline.projection.stance.StanceCells.Possible;
import org.geotimeline.rulebook.Dimension;
import org.geotimeline.rulebook.Dimension.Kind;
import org.geotimeline.rulebook.Rulebook;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a dimension may be on one day as an answer: its value, or its alternatives, and the reasons. */
final class StanceAnswers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Rulebook rulebook;

    StanceAnswers(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    /** One of these names, or several, in their order. */
    static JsonNode named(List<String> order, Set<Possible> possible) {
        ObjectNode answer = NODES.objectNode();
        List<String> values = possible.stream()
                .map(Possible::value)
                .distinct()
                .sorted(Comparator.comparingInt(order::indexOf))
                .toList();
        if (values.size() == 1) {
            answer.put("value", values.get(0)).put("certainty", "CERTAIN");
        } else {
            answer.put("certainty", "POSSIBLE").set("alternatives", Reasons.array(values));
        }
        reasons(answer, possible);
        return answer;
    }

    /** @param on what each dimension may be on that day */
    JsonNode answer(Dimension dimension, Map<String, Set<Possible>> on) {
        return dimension.kind() == Kind.SET ? set(dimension, on) : state(dimension, on);
    }

    /** The elements that are in it; where some may be or may not, those are the alternatives, and the sure ones said apart. */
    private static JsonNode set(Dimension dimension, Map<String, Set<Possible>> on) {
        var surely = new ArrayList<String>();
        var possibly = new ArrayList<String>();
        var reasons = new LinkedHashSet<Possible>();
        boolean spoken = false;
        for (String value : dimension.values()) {
            Set<Possible> element = on.getOrDefault(Effects.element(dimension.name(), value), Set.of());
            boolean in = element.stream().anyMatch(p -> p.value().equals(Rulebook.NOT_EMPTY));
            spoken |= element.stream().anyMatch(p -> !p.value().equals(Rulebook.NO_DATA));
            if (in) {
                possibly.add(value);
                reasons.addAll(element);
            }
            if (in && element.stream().allMatch(p -> p.value().equals(Rulebook.NOT_EMPTY))) {
                surely.add(value);
            }
        }
        if (!spoken) {
            return NODES.nullNode();
        }
        ObjectNode answer = NODES.objectNode();
        if (surely.equals(possibly)) {
            answer.put("certainty", "CERTAIN").set("value", Reasons.array(surely));
        } else {
            answer.put("certainty", "POSSIBLE").set("alternatives", Reasons.array(possibly));
            answer.set("surely", Reasons.array(surely));
        }
        reasons(answer, reasons);
        return answer;
    }

    private JsonNode state(Dimension dimension, Map<String, Set<Possible>> on) {
        Set<Possible> possible = on.getOrDefault(dimension.name(), Set.of());
        List<String> values = inOrder(dimension, possible);
        Optional<Dimension> flag = dimension.flag().map(rulebook::dimension);
        List<String> process =
                flag.map(f -> inOrder(f, on.getOrDefault(f.name(), Set.of()))).orElse(List.of());
        boolean silent = values.equals(List.of(Rulebook.NO_DATA));
        boolean usual = flag.isEmpty()
                || process.equals(List.of(String.valueOf(flag.get().byDefault())));
        if (silent && usual) {
            return NODES.nullNode();
        }
        ObjectNode answer = NODES.objectNode();
        if (silent) {
            answer.put("certainty", Rulebook.NO_DATA);
        } else if (values.size() == 1) {
            answer.put("value", values.get(0)).put("certainty", "CERTAIN");
        } else {
            answer.put("certainty", "POSSIBLE").set("alternatives", Reasons.array(values));
        }
        if (process.size() == 1) {
            answer.put("process", process.get(0));
        } else if (!process.isEmpty()) {
            answer.set("processAlternatives", Reasons.array(process));
        }
        reasons(answer, possible);
        return answer;
    }

    /** The distinct values, lowest first, no act on file before all. */
    private static List<String> inOrder(Dimension dimension, Set<Possible> possible) {
        return possible.stream()
                .map(Possible::value)
                .distinct()
                .sorted(Comparator.comparingInt(dimension::level))
                .toList();
    }

    private static void reasons(ObjectNode answer, Set<Possible> possible) {
        Reasons.write(
                answer,
                possible.stream().flatMap(p -> p.causes().stream()).distinct().toList(),
                possible.stream().flatMap(p -> Stream.ofNullable(p.rule())).toList());
    }
}
