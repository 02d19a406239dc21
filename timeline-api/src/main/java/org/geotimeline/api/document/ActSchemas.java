package org.geotimeline.api.document;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.ExternalDocumentation;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Set;
import java.util.TreeMap;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;

/** The types of acts as components of the OpenAPI document, under the stored name of each type. */
final class ActSchemas {

    /** The component that stands for an act of any type. */
    static final String ACT = "Act";

    /** The component of a rulebook. */
    static final String RULEBOOK = "Rulebook";

    private ActSchemas() {}

    static void addTo(Components components) {
        var schemas = new SchemaComponents(components);
        var mapping = new TreeMap<String, String>();
        for (ActType type : ActTypes.all().types()) {
            String file = "%s/%s.v%s.schema.json".formatted(type.family(), type.name(), type.version());
            schemas.add(type.name(), SchemaComponents.read(ActTypes.class, file));
            mapping.put(type.name(), SchemaComponents.REF + type.name());
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
}
