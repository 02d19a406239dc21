package org.geotimeline.api.document;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.ExternalDocumentation;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas as components of the OpenAPI document. What several schemas define in the same way, such as {@code Edtf}, is
 * one component; a definition whose name another one has gets the name of its schema in front.
 */
final class SchemaComponents {

    static final String REF = "#/components/schemas/";

    private static final String DEFINITIONS = "#/$defs/";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Components components;

    SchemaComponents(Components components) {
        this.components = components;
    }

    static ObjectNode read(Class<?> beside, String file) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(file), file)) {
            return (ObjectNode) JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a schema and all that it defines. Its address, {@code $id}, becomes a link: references stay in the document. */
    void add(String name, ObjectNode schema) {
        JsonNode address = schema.remove("$id");
        schema.remove("$schema");
        typed(schema);
        JsonNode definitions = schema.remove("$defs");
        var names = new TreeMap<String, String>();
        if (definitions != null) {
            definitions.properties().forEach(definition -> names.put(definition.getKey(), definition.getKey()));
            definitions.properties().forEach(definition -> {
                Schema<?> parsed = parsed(definition.getValue(), names);
                Schema<?> other = components.getSchemas().get(definition.getKey());
                if (other != null && !other.equals(parsed) && !haveSameFields(other, parsed)) {
                    names.put(definition.getKey(), name + definition.getKey());
                }
            });
            definitions
                    .properties()
                    .forEach(definition -> components.addSchemas(
                            Objects.requireNonNull(names.get(definition.getKey())),
                            parsed(definition.getValue(), names)));
        }
        Schema<?> parsed = parsed(schema, names);
        if (address != null) {
            parsed.setExternalDocs(new ExternalDocumentation().url(address.asString()));
        }
        components.addSchemas(name, parsed);
    }

    private static boolean haveSameFields(Schema<?> one, Schema<?> other) {
        return one.getProperties() != null
                && other.getProperties() != null
                && one.getProperties().keySet().equals(other.getProperties().keySet());
    }

    /** @param names the components of what the schema defines */
    private static Schema<?> parsed(JsonNode schema, Map<String, String> names) {
        String text = JSON.writeValueAsString(schema);
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace("\"" + DEFINITIONS + name.getKey() + "\"", "\"" + REF + name.getValue() + "\"");
        }
        try {
            return Json31.mapper().readValue(text, Schema.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fixed word gets the type of a text: generators of clients ask for it. */
    private static void typed(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            JsonNode words = object.path("enum");
            boolean word = object.path("const").isString()
                    || (words.isArray() && words.valueStream().allMatch(JsonNode::isString));
            if (word && !object.has("type")) {
                object.put("type", "string");
            }
        }
        schema.forEach(SchemaComponents::typed);
    }
}
