package org.geotimeline.api.document;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.ExternalDocumentation;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schemas of acts as components of the OpenAPI document, under the stored name of each type. What several schemas
 * define, such as {@code Edtf}, is one component.
 */
final class ActSchemas {

    /** The component that stands for an act of any type. */
    static final String ACT = "Act";

    /** The component of a rulebook. */
    static final String RULEBOOK = "Rulebook";

    private static final String COMPONENTS = "#/components/schemas/";
    private static final JsonMapper JSON = JsonMapper.shared();

    private ActSchemas() {}

    static void addTo(Components components) {
        var mapping = new TreeMap<String, String>();
        for (ActType type : ActTypes.all().types()) {
            add(components, type.name(), read(type));
            mapping.put(type.name(), COMPONENTS + type.name());
        }
        components.addSchemas(RULEBOOK, rulebook());
        Schema<?> act = new JsonSchema();
        act.setDescription("An act of any type. Its `type` names the schema by which it is read.");
        mapping.values().forEach(ref -> act.addOneOfItem(new JsonSchema().$ref(ref)));
        act.setDiscriminator(new Discriminator().propertyName("type"));
        act.getDiscriminator().setMapping(mapping);
        components.addSchemas(ACT, act);
    }

    /** The schema of a rulebook has branches that generators of clients do not understand: the document points to it. */
    private static Schema<?> rulebook() {
        Schema<?> rulebook = new JsonSchema();
        rulebook.setTypes(Set.of("object"));
        rulebook.setAdditionalProperties(true);
        rulebook.setDescription("A rulebook as it was published.");
        rulebook.setExternalDocs(new ExternalDocumentation().url("/schemas/rulebook/1"));
        return rulebook;
    }

    private static ObjectNode read(ActType type) {
        return read(ActTypes.class, "%s/%s.v%s.schema.json".formatted(type.family(), type.name(), type.version()));
    }

    private static ObjectNode read(Class<?> beside, String file) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(file), file)) {
            return (ObjectNode) JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Components components, String name, ObjectNode schema) {
        JsonNode address = schema.remove("$id");
        schema.remove("$schema");
        typed(schema);
        JsonNode definitions = schema.remove("$defs");
        Schema<?> act = parsed(schema);
        if (address != null) {
            act.setExternalDocs(new ExternalDocumentation().url(address.asString()));
        }
        components.addSchemas(name, act);
        if (definitions != null) {
            definitions.properties().forEach(definition -> {
                Schema<?> parsed = parsed((ObjectNode) definition.getValue());
                Schema<?> other = components.getSchemas().put(definition.getKey(), parsed);
                if (other != null && !other.equals(parsed)) {
                    throw new IllegalStateException("two different schemas are called " + definition.getKey());
                }
            });
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
        schema.forEach(ActSchemas::typed);
    }

    /** The schema with references to components. */
    static Schema<?> parsed(ObjectNode schema) {
        String text = JSON.writeValueAsString(schema).replace("\"#/$defs/", "\"" + COMPONENTS);
        try {
            return Json31.mapper().readValue(text, Schema.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
