package org.geotimeline.json;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.geotimeline.json.RecordShape.Field;
import org.geotimeline.json.RecordShape.Flat;
import org.geotimeline.json.RecordShape.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads records from one JSON body and finds every fault in it, each with a JSON pointer. A field that the record does not
 * have is refused, and so is null.
 *
 * <p>A component is a record, a list, a map by names, a truth value, a whole number, a text, a constant of an enum by its
 * {@code toString}, or a word: any type with {@code static parse(String)}. A {@code JsonNode} takes any value.
 */
public final class RecordReader {

    /** Lists and texts longer than this are refused, so that one body cannot fill the ledger. */
    public static final int MAX_LIST_SIZE = 5_000;

    public static final int MAX_TEXT_LENGTH = 20_000;

    /** Ids, dates and words of a fixed set are shorter, so that a sentence can quote a wrong one. */
    public static final int MAX_WORD_LENGTH = 100;

    private final Map<Class<?>, ValueReader> special;
    private final Faults faults = new Faults();
    private final FreeJson free;

    /** @param special readers of further types of components */
    public RecordReader(Map<Class<?>, ValueReader> special) {
        this(special, TextRule.NONE);
    }

    /**
     * @param special readers of further types of components
     * @param rule a further rule for every text
     */
    public RecordReader(Map<Class<?>, ValueReader> special, TextRule rule) {
        this.special = special;
        this.free = new FreeJson(faults, rule);
    }

    /** The faults found so far; readers of further types add theirs. */
    public Faults faults() {
        return faults;
    }

    /** @return a record of that type; null if it has faults */
    public @Nullable Object record(ObjectNode object, Class<?> type, String at) {
        return record(object, type, RecordShape.of(type).name(), Set.of(), at);
    }

    /**
     * Reads a record from an object that may have other fields as well.
     *
     * @param name the name of the type in sentences
     * @param others the names of fields that the object has beside those of the record
     */
    public @Nullable Object record(ObjectNode object, Class<?> type, String name, Set<String> others, String at) {
        RecordShape shape = RecordShape.of(type);
        for (String given : object.propertyNames()) {
            if (!shape.names().contains(given) && !others.contains(given)) {
                var names = new ArrayList<>(others);
                names.addAll(shape.names());
                faults.addOfShape(
                        at + "/" + Quoted.step(given),
                        "%s has no field '%s'".formatted(name, Quoted.text(given)),
                        Quoted.text(given),
                        names);
            }
        }
        return construct(shape, object, at);
    }

    private @Nullable Object construct(RecordShape shape, ObjectNode object, String at) {
        int before = faults.count();
        var components = new ArrayList<@Nullable Object>();
        for (Part part : shape.parts()) {
            components.add(
                    switch (part) {
                        case Field field -> field(object, field, at + "/" + field.name());
                        case Flat flat -> construct(flat.shape(), object, at);
                    });
        }
        return faults.count() > before ? null : faults.attempt(at, () -> shape.instantiate(components));
    }

    private @Nullable Object field(ObjectNode object, Field field, String at) {
        JsonNode node = object.get(field.name());
        if (node == null) {
            if (field.required()) {
                faults.addOfShape(at, "%s is required".formatted(field.name()));
            }
            return absent(field.component().getType());
        }
        if (field.type() == JsonNode.class) {
            return node;
        }
        if (node.isNull()) {
            return faults.addOfShape(at, "leave the field out instead of writing null");
        }
        if (field.type() == ObjectNode.class) {
            boolean patch = field.component().isAnnotationPresent(Patch.class);
            return node instanceof ObjectNode given ? free.object(given, at, patch) : other(at, "a JSON object", node);
        }
        return value(node, field.type(), at);
    }

    private static @Nullable Object absent(Class<?> type) {
        return type == List.class ? List.of() : type == Map.class ? Map.of() : type == boolean.class ? false : null;
    }

    /** @return a value of that type; null if it has faults */
    public @Nullable Object value(JsonNode node, Type type, String at) {
        if (type instanceof ParameterizedType of) {
            Type[] arguments = of.getActualTypeArguments();
            return of.getRawType() == Map.class ? map(node, arguments[1], at) : list(node, arguments[0], at);
        }
        Class<?> raw = (Class<?>) type;
        ValueReader reader = special.get(raw);
        if (reader != null) {
            return reader.read(node, at, this);
        }
        if (raw.isRecord() && !Word.class.isAssignableFrom(raw)) {
            return node instanceof ObjectNode object
                    ? record(object, raw, at)
                    : other(
                            at,
                            "a JSON object with "
                                    + String.join(", ", RecordShape.of(raw).names()),
                            node);
        }
        if (raw == Boolean.class || raw == boolean.class) {
            return node.isBoolean() ? node.booleanValue() : other(at, "true or false", node);
        }
        if (raw == Integer.class) {
            return node.isInt() ? node.intValue() : other(at, "a whole number below 2147483648", node);
        }
        if (raw == String.class) {
            return text(node, at);
        }
        return raw.isEnum()
                ? word(node, at, text -> constant(text, raw, at))
                : word(node, at, text -> parsed(text, raw, at));
    }

    private @Nullable Object list(JsonNode node, Type of, String at) {
        if (!(node instanceof ArrayNode array)) {
            return other(at, "a list, as in [ … ],", node);
        }
        if (array.size() > MAX_LIST_SIZE) {
            return faults.addOfShape(
                    at, "a list holds at most %d things, not %d".formatted(MAX_LIST_SIZE, array.size()));
        }
        var values = new ArrayList<Object>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode one = array.get(i);
            String here = at + "/" + i;
            Object value = one.isNull() ? faults.addOfShape(here, "a list holds no null") : value(one, of, here);
            if (value != null) {
                values.add(value);
            }
        }
        return Collections.unmodifiableList(values);
    }

    private @Nullable Object map(JsonNode node, Type of, String at) {
        if (!(node instanceof ObjectNode object)) {
            return other(at, "a JSON object", node);
        }
        var values = new LinkedHashMap<String, Object>();
        for (var entry : object.properties()) {
            Object value = value(entry.getValue(), of, at + "/" + Quoted.step(entry.getKey()));
            if (value != null) {
                values.put(entry.getKey(), value);
            }
        }
        return Collections.unmodifiableMap(values);
    }

    /** @return the text in Normalization Form C; null if it is none, empty, too long or cannot be shown */
    public @Nullable String text(JsonNode node, String at) {
        if (!node.isString()) {
            other(at, "a text in quotes", node);
            return null;
        }
        String text = free.text(node.stringValue(), at);
        if (text != null && text.isBlank()) {
            faults.addOfShape(at, "this text is empty; say something or leave it out");
            return null;
        }
        return text;
    }

    private @Nullable Object word(JsonNode node, String at, Function<String, @Nullable Object> reading) {
        String text = text(node, at);
        if (text == null) {
            return null;
        }
        if (text.length() > MAX_WORD_LENGTH) {
            return faults.addOfShape(
                    at,
                    "this has at most %d characters, not %d: '%s'"
                            .formatted(MAX_WORD_LENGTH, text.length(), Quoted.text(text)));
        }
        return reading.apply(text);
    }

    private @Nullable Object constant(String text, Class<?> type, String at) {
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equals(text)) {
                return constant;
            }
        }
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
        faults.add(at, "'%s' is none of %s".formatted(text, words.stream().collect(joining(", "))), text, words);
        return null;
    }

    private @Nullable Object parsed(String text, Class<?> type, String at) {
        return faults.attempt(at, () -> {
            Method parse = type.getDeclaredMethod("parse", String.class);
            parse.setAccessible(true);
            return parse.invoke(null, text);
        });
    }

    /** The fault of a value that is of another kind than the one wanted. */
    public @Nullable Object other(String at, String wanted, JsonNode given) {
        return faults.addOfShape(at, "%s belongs here, not %s".formatted(wanted, Quoted.kind(given)));
    }
}
