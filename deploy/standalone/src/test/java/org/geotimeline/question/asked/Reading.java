package org.geotimeline.question.asked;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** Finds values of answers by dotted paths, and compares them. */
final class Reading {

    /** A value that equals no value of an answer. */
    private static final String NOWHERE = "\u0000missing";

    private static final String BLANK =
            "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
    private static final Pattern BLANKS = Pattern.compile("[" + BLANK + "]+");
    private static final Pattern ENDS = Pattern.compile("^[" + BLANK + "]+|[" + BLANK + "]+$");
    private static final Pattern JOINTS = Pattern.compile("[" + BLANK + "_-]+");

    private Reading() {}

    // ------------------------------------------------------------------------------------------------- finding

    /** All values at a path; lists on the way are flattened. A step {@code id} on a plain string is the string. */
    static List<JsonNode> values(JsonNode row, String path) {
        List<JsonNode> at = List.of(row);
        for (String step : path.split("\\.", -1)) {
            var next = new ArrayList<JsonNode>();
            for (JsonNode value : flat(at)) {
                if (value.isObject() && value.has(step)) {
                    next.add(value.get(step));
                } else if (step.equals("id") && value.isString()) {
                    next.add(value);
                }
            }
            at = next;
        }
        return flat(at);
    }

    private static List<JsonNode> flat(List<JsonNode> values) {
        var flat = new ArrayList<JsonNode>();
        for (JsonNode value : values) {
            if (value.isArray()) {
                value.forEach(flat::add);
            } else {
                flat.add(value);
            }
        }
        return flat;
    }

    /** The value at a path, unchanged; a list of all values if the path crosses a list; missing without one. */
    static JsonNode raw(JsonNode row, String path) {
        JsonNode at = row;
        for (String step : path.split("\\.", -1)) {
            if (at.isObject() && at.has(step)) {
                at = at.get(step);
            } else if (at.isArray()) {
                ArrayNode all = JsonNodeFactory.instance.arrayNode();
                all.addAll(values(row, path));
                return all;
            } else {
                return MissingNode.getInstance();
            }
        }
        return at;
    }

    /** The rows of an assertion. */
    static List<JsonNode> rows(JsonNode body, @Nullable String in) {
        if (in != null) {
            List<JsonNode> found = values(wrapped(body), "x." + in);
            return found.isEmpty() && body.path("rows").isArray()
                    ? values(wrapped(body.get("rows")), "x." + in)
                    : found;
        }
        if (body.isArray()) {
            return flat(List.of(body));
        }
        if (body.isObject()) {
            return body.path("rows").isArray() ? flat(List.of(body.get("rows"))) : List.of(body);
        }
        return List.of();
    }

    private static JsonNode wrapped(JsonNode body) {
        return JsonNodeFactory.instance.objectNode().set("x", body);
    }

    // ------------------------------------------------------------------------------------------------ comparing

    /**
     * The text under which a value is compared. Strings compare without case, and {@code _}, {@code -} and blank are
     * one character; an object with {@code edtf}, {@code id} or {@code value} compares as that; a whole number is the
     * same however it is written. Null and the truth values are the same as no string.
     */
    static String same(JsonNode value) {
        if (value.isMissingNode()) {
            return NOWHERE;
        }
        if (value.isObject()) {
            for (String identity : List.of("edtf", "id", "value")) {
                if (value.has(identity)) {
                    return same(value.get(identity));
                }
            }
            return lower(written(value));
        }
        if (value.isArray()) {
            var items = new ArrayList<String>();
            value.forEach(item -> items.add(same(item)));
            Collections.sort(items);
            return items.stream()
                    .map(item -> "'" + item + "'")
                    .collect(Collectors.joining(", ", "(", items.size() == 1 ? ",)" : ")"));
        }
        return value.isString() ? same(value.asString()) : scalar(value);
    }

    static String same(String text) {
        return lower(JOINTS.matcher(ENDS.matcher(text).replaceAll("")).replaceAll("-"));
    }

    /** As {@link #same}; a {@code type} compares by its last part. */
    static String same(String path, JsonNode value) {
        String whole = same(value);
        return isType(path) && isText(value) ? whole.substring(whole.lastIndexOf('.') + 1) : whole;
    }

    private static boolean isType(String path) {
        return path.equals("type") || path.endsWith(".type");
    }

    /** Whether the value compares as a text; an object does by what it is identified by. */
    private static boolean isText(JsonNode value) {
        if (value.isObject()) {
            for (String identity : List.of("edtf", "id", "value")) {
                if (value.has(identity)) {
                    return isText(value.get(identity));
                }
            }
            return true;
        }
        return value.isString();
    }

    private static String scalar(JsonNode value) {
        if (value.isNull()) {
            return "None";
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? "True" : "False";
        }
        if (value.isIntegralNumber()) {
            return value.bigIntegerValue().toString();
        }
        double number = value.asDouble();
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : shortest(number);
    }

    /** The shortest decimal of a number that is not whole, with an exponent where it is very small or very large. */
    private static String shortest(double number) {
        BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            return decimal.scale() <= 0 ? decimal.toPlainString() + ".0" : decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().abs().toString();
        return (decimal.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /** JSON with its keys in order and a blank after commas and colons. */
    private static String written(JsonNode value) {
        if (value.isObject()) {
            var fields = new TreeMap<String, String>();
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                fields.put(field.getKey(), written(field.getValue()));
            }
            return fields.entrySet().stream()
                    .map(field -> JsonNodeFactory.instance.stringNode(field.getKey()) + ": " + field.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return value.valueStream().map(Reading::written).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isFloatingPointNumber() ? shortest(value.asDouble()) : value.toString();
    }

    /** Text for a search: without case, every run of blanks one blank. */
    static String searchable(String text) {
        return lower(BLANKS.matcher(text).replaceAll(" "));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static boolean isNullOrMissing(JsonNode value) {
        return value.isNull() || value.isMissingNode();
    }

    /** Null, an empty string or an empty list. */
    static boolean isNothing(JsonNode value) {
        return value.isNull()
                || (value.isArray() && value.isEmpty())
                || (value.isString() && value.asString().isEmpty());
    }
}
