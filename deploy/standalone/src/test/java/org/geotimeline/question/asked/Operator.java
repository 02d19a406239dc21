package org.geotimeline.question.asked;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The operators of assertions, with their keys. */
enum Operator {
    SET("equals"),
    ORDERED("field"),
    HAS("row"),
    COUNT("field"),
    BOUNDS,
    COMMON("over", "equals"),
    ELAPSED("from", "to"),
    INTERVAL,
    EXISTS,
    ABSENT,
    TEXT,
    STATUS;

    private static final Set<String> WITH_ALL = Set.of("call", "in", "where");

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> keys;

    Operator(String... keys) {
        this.keys = Set.of(keys);
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<Operator> in(JsonNode assertion) {
        return Arrays.stream(values())
                .filter(operator -> assertion.has(operator.key()))
                .toList();
    }

    /** Keys of the assertion that this operator does not know: a typing error must not weaken a test. */
    List<String> unknownKeys(JsonNode assertion) {
        return assertion
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(key -> !key.equals(key()) && !keys.contains(key) && !WITH_ALL.contains(key))
                .toList();
    }
}
