package org.geotimeline.projection.row;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geotimeline.time.AsOf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (2020-12) of a row, from its record. Records inside it stand under {@code $defs} by their simple name;
 * a component that is JSON allows everything.
 */
public final class RowSchema {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<Class<?>, String> SIMPLE = Map.of(
            String.class, "string",
            int.class, "integer",
            Integer.class, "integer",
            long.class, "integer",
            Long.class, "integer",
            boolean.class, "boolean",
            Boolean.class, "boolean");
    private static final Map<Class<?>, String> FORMATS = Map.of(LocalDate.class, "date", Instant.class, "date-time");

    private final Map<String, ObjectNode> definitions = new TreeMap<>();
    private final String definitionsAt;

    private RowSchema(String definitionsAt) {
        this.definitionsAt = definitionsAt;
    }

    /** The schema as it is served and checked in, with its address. */
    public static ObjectNode of(Class<? extends Record> type) {
        Row row = row(type);
        ObjectNode schema = NODES.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", "/schemas/rows/%s/%d".formatted(row.name(), row.version()))
                .put("title", type.getSimpleName())
                .put("description", row.meaning());
        var inside = new RowSchema("#/$defs/");
        schema.setAll(inside.object(type));
        if (!inside.definitions.isEmpty()) {
            ObjectNode definitions = schema.putObject("$defs");
            inside.definitions.forEach(definitions::set);
        }
        return schema;
    }

    /**
     * The schemas of a row and of all records inside it, by simple name, for a document that holds them side by side.
     *
     * @param definitionsAt the place of the schemas in that document, {@code #/components/schemas/}
     */
    public static Map<String, ObjectNode> all(Class<? extends Record> type, String definitionsAt) {
        var schemas = new RowSchema(definitionsAt);
        ObjectNode schema = schemas.object(type);
        Row row = type.getAnnotation(Row.class);
        if (row != null) {
            schema.put("description", row.meaning());
        }
        schemas.definitions.put(type.getSimpleName(), schema);
        return schemas.definitions;
    }

    public static Row row(Class<? extends Record> type) {
        Row row = type.getAnnotation(Row.class);
        if (row == null) {
            throw new IllegalStateException("%s has no @Row".formatted(type.getSimpleName()));
        }
        return row;
    }

    private ObjectNode object(Class<? extends Record> type) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = NODES.objectNode();
        ArrayNode required = NODES.arrayNode();
        boolean open = false;
        for (RowField field : RowShape.of(type).fields()) {
            if (field.isOpen()) {
                open = true; // the fields of an act, which its own schema describes
                continue;
            }
            properties.set(field.name(), property(field));
            if (!field.mayBeAbsent()) {
                required.add(field.name());
            }
        }
        schema.set("required", required);
        schema.set("properties", properties);
        schema.put("additionalProperties", open);
        return schema;
    }

    private ObjectNode property(RowField field) {
        ObjectNode schema = type(field.type());
        if (!field.format().isEmpty()) {
            schema.put("format", field.format());
        }
        if (!field.values().isEmpty()) {
            ArrayNode values = NODES.arrayNode();
            field.values().forEach(values::add);
            if (field.mayBeNull()) {
                values.addNull();
            }
            (schema.has("items") ? (ObjectNode) schema.get("items") : schema).set("enum", values);
        }
        if (field.mayBeNull()) {
            schema = nullable(schema);
        }
        return schema.put("description", field.meaning());
    }

    private static ObjectNode nullable(ObjectNode schema) {
        if (schema.path("type").isString()) {
            String type = schema.path("type").stringValue();
            schema.putArray("type").add(type).add("null");
            return schema;
        }
        if (schema.isEmpty()) {
            return schema; // everything is allowed, null too
        }
        ObjectNode either = NODES.objectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }

    private ObjectNode type(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            ObjectNode schema = NODES.objectNode();
            if (List.class.isAssignableFrom(raw)) {
                schema.put("type", "array").set("items", type(generic.getActualTypeArguments()[0]));
            } else {
                schema.put("type", "object").set("additionalProperties", type(generic.getActualTypeArguments()[1]));
            }
            return schema;
        }
        return simple((Class<?>) type);
    }

    /** The three clocks; core, which declares them, knows no schemas. */
    private static ObjectNode clocks() {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        schema.putArray("required").add("validAt").add("knownAt").add("position");
        ObjectNode properties = schema.putObject("properties");
        properties
                .putObject("validAt")
                .put("type", "string")
                .put("format", "date")
                .put("description", "The day.");
        properties
                .putObject("knownAt")
                .put("type", "string")
                .put("format", "date-time")
                .put("description", "What was known by this instant counts.");
        properties
                .putObject("position")
                .put("type", "integer")
                .put("description", "The size of the ledger that counts.");
        return schema.put("additionalProperties", false);
    }

    private ObjectNode simple(Class<?> type) {
        ObjectNode schema = NODES.objectNode();
        if (SIMPLE.containsKey(type)) {
            return schema.put("type", SIMPLE.get(type));
        }
        if (FORMATS.containsKey(type)) {
            return schema.put("type", "string").put("format", FORMATS.get(type));
        }
        if (type == AsOf.class) {
            definitions.put("AsOf", clocks());
            return schema.put("$ref", definitionsAt + "AsOf");
        }
        if (type.isRecord()) {
            String name = type.getSimpleName();
            if (!definitions.containsKey(name)) {
                definitions.put(name, NODES.objectNode()); // before its fields: a record may hold itself
                definitions.put(name, object(type.asSubclass(Record.class)));
            }
            return schema.put("$ref", definitionsAt + name);
        }
        if (type == Object.class || JsonNode.class.isAssignableFrom(type)) {
            return schema;
        }
        throw new IllegalStateException("a row holds no %s".formatted(type.getName()));
    }
}
