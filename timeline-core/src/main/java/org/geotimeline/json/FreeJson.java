package org.geotimeline.json;

import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Objects that have no shape and are kept as they are written: changes, codes, rulebooks. Their texts are normalised. */
final class FreeJson {

    /** The largest whole number that every reader of JSON holds exactly. */
    private static final long MAX_NUMBER = (1L << 53) - 1;

    private static final int MAX_DEPTH = 32;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Faults faults;
    private final TextRule rule;

    FreeJson(Faults faults, TextRule rule) {
        this.faults = faults;
        this.rule = rule;
    }

    /** @param patch whether a null removes a field; deeper, and in other objects, null is refused */
    @Nullable
    ObjectNode object(ObjectNode given, String at, boolean patch) {
        return object(given, at, patch, 1);
    }

    private @Nullable ObjectNode object(ObjectNode given, String at, boolean patch, int depth) {
        if (given.size() > RecordReader.MAX_LIST_SIZE) {
            faults.addOfShape(
                    at, "an object has at most %d fields, not %d".formatted(RecordReader.MAX_LIST_SIZE, given.size()));
            return null;
        }
        int before = faults.count();
        ObjectNode copy = NODES.objectNode();
        for (var field : given.properties()) {
            String here = at + "/" + Quoted.step(field.getKey());
            String name = text(field.getKey(), here);
            JsonNode value =
                    patch && field.getValue().isNull() ? field.getValue() : value(field.getValue(), here, depth);
            if (name != null && value != null && copy.replace(name, value) != null) {
                faults.addOfShape(here, "the field '%s' stands twice in one object".formatted(Quoted.text(name)));
            }
        }
        return faults.count() > before ? null : copy;
    }

    private @Nullable JsonNode value(JsonNode node, String at, int depth) {
        if (depth > MAX_DEPTH) {
            faults.addOfShape(at, "this is nested more than %d deep".formatted(MAX_DEPTH));
            return null;
        }
        return switch (node) {
            case ObjectNode object -> object(object, at, false, depth + 1);
            case ArrayNode array -> array(array, at, depth + 1);
            default -> scalar(node, at);
        };
    }

    private @Nullable ArrayNode array(ArrayNode given, String at, int depth) {
        if (given.size() > RecordReader.MAX_LIST_SIZE) {
            faults.addOfShape(
                    at, "a list holds at most %d things, not %d".formatted(RecordReader.MAX_LIST_SIZE, given.size()));
            return null;
        }
        ArrayNode copy = NODES.arrayNode();
        for (int i = 0; i < given.size(); i++) {
            JsonNode value = value(given.get(i), at + "/" + i, depth);
            if (value != null) {
                copy.add(value);
            }
        }
        return copy;
    }

    private @Nullable JsonNode scalar(JsonNode node, String at) {
        if (node.isString()) {
            String text = text(node.stringValue(), at);
            return text == null ? null : NODES.stringNode(text);
        }
        if (node.isBoolean() || (node.isIntegralNumber() && exact(node))) {
            return node;
        }
        faults.addOfShape(
                at,
                node.isNull()
                        ? "leave the field out instead of writing null"
                        : "only whole numbers up to %d are kept; write %s as a text"
                                .formatted(MAX_NUMBER, Quoted.text(node.toString())));
        return null;
    }

    private static boolean exact(JsonNode number) {
        return number.canConvertToLong() && number.longValue() >= -MAX_NUMBER && number.longValue() <= MAX_NUMBER;
    }

    /** The text in Normalization Form C; null, with a fault, if it cannot be stored and shown everywhere. */
    @Nullable
    String text(String given, String at) {
        String text = Normalizer.normalize(given, Normalizer.Form.NFC);
        if (text.length() > RecordReader.MAX_TEXT_LENGTH) {
            faults.addOfShape(
                    at,
                    "a text has at most %d characters, not %d".formatted(RecordReader.MAX_TEXT_LENGTH, text.length()));
            return null;
        }
        int wrong = Quoted.unprintable(text);
        if (wrong >= 0) {
            char c = text.charAt(wrong);
            faults.addOfShape(
                    at,
                    Character.isSurrogate(c)
                            ? "half a character (a lone surrogate, U+%04X) stands at place %d of this text"
                                    .formatted((int) c, wrong + 1)
                            : "a control character (U+%04X) stands at place %d of this text; of those, only tabs and line breaks are kept"
                                    .formatted((int) c, wrong + 1));
            return null;
        }
        Optional<String> fault = text.isEmpty() ? Optional.empty() : rule.fault(text);
        fault.ifPresent(sentence -> faults.add(at, sentence));
        return fault.isPresent() ? null : text;
    }
}
