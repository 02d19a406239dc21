package org.geotimeline.ledger;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The canonical bytes of a JSON value: RFC 8785 over text in Unicode Normalization Form C. There is no floating point: a
 * number is an integer that every reader of JSON holds exactly.
 */
public final class CanonicalJson {

    private static final long MAX_EXACT = (1L << 53) - 1;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private CanonicalJson() {}

    /** @throws IllegalArgumentException if the value has no canonical form: a float, a too large number, a lone surrogate */
    public static byte[] bytes(JsonNode value) {
        var out = new StringBuilder(256);
        write(value, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode value, StringBuilder out) {
        switch (value) {
            case ObjectNode object -> object(object, out);
            case ArrayNode array -> array(array, out);
            default -> scalar(value, out);
        }
    }

    private static void object(ObjectNode object, StringBuilder out) {
        var sorted = new TreeMap<String, JsonNode>(); // by UTF-16 code units, as RFC 8785 sorts
        object.properties().forEach(field -> {
            if (sorted.put(normal(field.getKey()), field.getValue()) != null) {
                throw new IllegalArgumentException(
                        "the name '%s' stands twice in one object".formatted(field.getKey()));
            }
        });
        out.append('{');
        boolean first = true;
        for (var field : sorted.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            text(field.getKey(), out);
            out.append(':');
            write(field.getValue(), out);
        }
        out.append('}');
    }

    private static void array(ArrayNode array, StringBuilder out) {
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(array.get(i), out);
        }
        out.append(']');
    }

    private static void scalar(JsonNode value, StringBuilder out) {
        if (value.isString()) {
            text(normal(value.stringValue()), out);
        } else if (value.isBoolean()) {
            out.append(value.booleanValue());
        } else if (value.isNull()) {
            out.append("null");
        } else if (value.isIntegralNumber() && value.canConvertToLong() && exact(value.longValue())) {
            out.append(value.longValue());
        } else {
            throw new IllegalArgumentException(
                    "%s has no canonical form; only whole numbers up to %d have one".formatted(value, MAX_EXACT));
        }
    }

    private static boolean exact(long number) {
        return number >= -MAX_EXACT && number <= MAX_EXACT;
    }

    private static String normal(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                i = pair(text, i, out);
            } else {
                character(c, out);
            }
        }
        out.append('"');
    }

    private static int pair(String text, int at, StringBuilder out) {
        boolean whole = Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
        if (!whole) {
            throw new IllegalArgumentException("a text holds half a character (a lone surrogate)");
        }
        out.append(text, at, at + 2);
        return at + 1;
    }

    private static void character(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20) {
                    out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xf]);
                } else {
                    out.append(c);
                }
            }
        }
    }
}
