package org.geotimeline.act;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;
import org.geotimeline.act.ActJson.Field;
import org.geotimeline.act.ActJson.Shape;
import org.geotimeline.time.Edtf;
import org.geotimeline.time.Known;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of a type of act, from the shape by which its bodies are read. */
final class Schemas {

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final String EDTF = "^(\\[(\\.\\.|[0-9X-]+)?.*\\]|[^/\\[\\]]+|[^/\\[\\]]*/[^/\\[\\]]*)$";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Schemas() {}

    static ObjectNode of(ActType type) {
        var definitions = new TreeMap<String, ObjectNode>();
        Shape shape = ActJson.shape(type.record());
        ObjectNode schema = NODES.objectNode();
        schema.put("$schema", DRAFT);
        schema.put("$id", "/schemas/" + type.name() + "/" + type.version());
        schema.put("title", type.name());
        schema.put("description", "An act of the family " + type.family() + ".");
        object(schema, shape, definitions);
        ((ObjectNode) schema.get("properties").get("type")).put("const", type.name());
        if (!definitions.isEmpty()) {
            ObjectNode defs = schema.putObject("$defs");
            definitions.forEach(defs::set);
        }
        return schema;
    }

    private static void object(ObjectNode schema, Shape shape, Map<String, ObjectNode> definitions) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        var required = NODES.arrayNode();
        if (Act.class.isAssignableFrom(shape.record())) {
            properties.putObject("type");
            required.add("type");
        }
        if (shape.about() != null) {
            shape.about().fields().forEach(f -> property(f, properties, required, definitions));
        }
        shape.fields().forEach(f -> property(f, properties, required, definitions));
        schema.set("required", required);
        schema.put("additionalProperties", false);
    }

    private static void property(
            Field field,
            ObjectNode properties,
            tools.jackson.databind.node.ArrayNode required,
            Map<String, ObjectNode> definitions) {
        properties.set(field.name(), value(field.type(), definitions));
        if (field.required() || field.name().equals("actors")) {
            required.add(field.name());
        }
        if (field.name().equals("actors")) {
            ((ObjectNode) properties.get("actors")).put("minItems", 1);
        }
    }

    private static ObjectNode value(Type type, Map<String, ObjectNode> definitions) {
        ObjectNode schema = NODES.objectNode();
        if (type instanceof ParameterizedType list) {
            schema.put("type", "array");
            schema.put("maxItems", ActJson.LONGEST_LIST);
            schema.set("items", value(list.getActualTypeArguments()[0], definitions));
            return schema;
        }
        Class<?> raw = (Class<?>) type;
        if (raw == Boolean.class) {
            return schema.put("type", "boolean");
        }
        if (raw == Integer.class) {
            return schema.put("type", "integer");
        }
        if (raw == ObjectNode.class || raw == Act.class) {
            return schema.put("type", "object");
        }
        if (raw == Texts.class) {
            schema.put("type", "object")
                    .put("description", "Text by language (BCP 47).")
                    .put("minProperties", 1);
            schema.set("additionalProperties", text());
            return schema;
        }
        if (raw.isEnum()) {
            var words = schema.putArray("enum");
            for (Object word : raw.getEnumConstants()) {
                words.add(word.toString());
            }
            return schema;
        }
        if (Word.class.isAssignableFrom(raw)) {
            return schema.put("type", "string").put("pattern", "^" + pattern(raw) + "$");
        }
        if (raw == Edtf.class) {
            return schema.put("type", "string")
                    .put("description", "A date in the Extended Date/Time Format (EDTF).")
                    .put("pattern", EDTF);
        }
        if (raw == Known.class) {
            return schema.put("type", "string")
                    .put("description", "A day, month or year (its last moment in UTC), or an instant with an offset.");
        }
        if (raw.isRecord()) {
            return reference(raw, definitions);
        }
        return text();
    }

    private static ObjectNode reference(Class<?> record, Map<String, ObjectNode> definitions) {
        String name = record.getSimpleName();
        if (!definitions.containsKey(name)) {
            ObjectNode definition = NODES.objectNode();
            definitions.put(name, definition);
            object(definition, ActJson.shape(record), definitions);
        }
        return NODES.objectNode().put("$ref", "#/$defs/" + name);
    }

    private static ObjectNode text() {
        return NODES.objectNode().put("type", "string").put("minLength", 1).put("maxLength", ActJson.LONGEST_TEXT);
    }

    private static String pattern(Class<?> word) {
        try {
            return (String) word.getField("PATTERN").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(word + " says no PATTERN", e);
        }
    }
}
