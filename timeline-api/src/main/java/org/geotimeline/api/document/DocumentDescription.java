package org.geotimeline.api.document;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import tools.jackson.databind.node.ObjectNode;

/** The components of the document, its tags, and an order that is always the same. */
final class DocumentDescription implements OpenApiCustomizer {

    private final OperationDescription operations;

    private final AnswerRows rows;

    DocumentDescription(OperationDescription operations, AnswerRows rows) {
        this.operations = operations;
        this.rows = rows;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the model of swagger has it
    public void customise(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        Components components = document.getComponents();
        rows.addTo(document);
        ActSchemas.addTo(components);
        var schemas = new SchemaComponents(components);
        SchemaComponents.read(DocumentDescription.class, "answers.json")
                .properties()
                .forEach(schema -> schemas.add(schema.getKey(), (ObjectNode) schema.getValue()));
        components.addResponses(
                AnswerDescription.PROBLEM,
                new ApiResponse()
                        .description("The faults of the request, each with its place and what was expected (RFC 9457).")
                        .content(AnswerDescription.problem()));
        CommonParameters.addTo(components);
        components.setSchemas(new TreeMap<String, Schema>(components.getSchemas()));
        document.setTags(operations.rooms().entrySet().stream()
                .map(room -> new Tag().name(room.getKey()).description(String.join("\n\n", sorted(room.getValue()))))
                .toList());
    }

    private static List<String> sorted(List<String> sentences) {
        return sentences.stream().sorted().toList();
    }
}
