package org.geotimeline.question.asked;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The rows of an assertion: each dotted path of such a row has one of the expected values. */
final class Matching {

    private Matching() {}

    /** @param where missing or null matches every row */
    static boolean matches(JsonNode row, JsonNode where) {
        if (Reading.isNullOrMissing(where)) {
            return true;
        }
        for (Map.Entry<String, JsonNode> condition : where.properties()) {
            String path = condition.getKey();
            if (!matches(path, Reading.values(row, path), condition.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String path, List<JsonNode> values, JsonNode want) {
        if (isAnything(want)) {
            return values.stream()
                    .anyMatch(value ->
                            !isNull(value) && !Reading.same(path, value).isEmpty());
        }
        if (want.isNull()) {
            return values.stream().allMatch(Matching::isNull);
        }
        Set<String> got = same(path, values.stream());
        if (want.isObject() && want.has("not")) {
            return same(path, items(want.get("not"))).stream().noneMatch(got::contains);
        }
        return want.isArray()
                ? same(path, items(want)).stream().anyMatch(got::contains)
                : got.contains(Reading.same(path, want));
    }

    /** Null, or an object that is identified by null. */
    private static boolean isNull(JsonNode value) {
        for (String identity : List.of("edtf", "id", "value")) {
            if (value.isObject() && value.has(identity)) {
                return isNull(value.get(identity));
            }
        }
        return value.isNull();
    }

    static boolean isAnything(JsonNode want) {
        return want.isString() && want.asString().equals("*");
    }

    /** The texts under which the values compare. */
    static Set<String> same(String path, Stream<JsonNode> values) {
        return values.map(value -> Reading.same(path, value)).collect(Collectors.toCollection(HashSet::new));
    }

    /** The items of a list that the language asks for. */
    static Stream<JsonNode> items(JsonNode list) {
        if (!list.isArray()) {
            throw new IllegalArgumentException("not a list: " + list);
        }
        return list.valueStream();
    }
}
