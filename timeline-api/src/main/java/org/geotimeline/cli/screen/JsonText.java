package org.geotimeline.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Renders JSON of a server as one line of text. */
public final class JsonText {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*|und");

    private JsonText() {}

    /** The text without characters that move the cursor, break the line or change the writing direction. */
    static String plain(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }

    public static String of(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (node.isArray()) {
            var parts = new ArrayList<String>();
            node.forEach(item -> parts.add(of(item)));
            return String.join(", ", parts);
        }
        return node.isObject() ? ofObject(node) : plain(node.asString());
    }

    public static String of(JsonNode row, String field) {
        return of(row.path(field));
    }

    /** The identity of an object that has one; of a text in several languages, the English one or else the first. */
    private static String ofObject(JsonNode node) {
        for (String identity : List.of("edtf", "id", "value")) {
            if (node.has(identity)) {
                String role = of(node, "role");
                String name = of(node, identity);
                return role.isEmpty() || role.equals("actor") ? name : "%s (%s)".formatted(name, role);
            }
        }
        if (isTexts(node)) {
            return node.has("en") ? of(node, "en") : of(node.iterator().next());
        }
        var parts = new ArrayList<String>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            parts.add(field.getKey() + " " + of(field.getValue()));
        }
        return String.join(", ", parts);
    }

    /** Whether the object is a map of language to text. */
    private static boolean isTexts(JsonNode node) {
        return node.isObject()
                && !node.isEmpty()
                && node.properties().stream()
                        .allMatch(field -> field.getValue().isString()
                                && LANGUAGE.matcher(field.getKey()).matches());
    }

    /** The value of a stance: the certain one, the possible ones, or "no data". */
    public static String stance(JsonNode row) {
        if (row.path("certainty").asString("").equals("POSSIBLE")) {
            var alternatives = new ArrayList<String>();
            row.path("alternatives").forEach(value -> alternatives.add(value(of(value))));
            return "possibly " + String.join(" or ", alternatives);
        }
        return value(of(row, "value"));
    }

    private static String value(String value) {
        return value.isEmpty() || value.equals("NO_DATA") ? "no data" : value;
    }
}
