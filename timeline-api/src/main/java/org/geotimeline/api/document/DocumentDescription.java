package org.geotimeline.api.document;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The components of the document, its tags, and an order that is always the same. */
final class DocumentDescription implements OpenApiCustomizer {

    private final OperationDescription operations;

    DocumentDescription(OperationDescription operations) {
        this.operations = operations;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the model of swagger has it
    public void customise(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        Components components = document.getComponents();
        ActSchemas.addTo(components);
        treesAndProblem()
                .properties()
                .forEach(schema ->
                        components.addSchemas(schema.getKey(), ActSchemas.parsed((ObjectNode) schema.getValue())));
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

    /** The schemas of answers that the code builds as trees, and of a problem. */
    private static ObjectNode treesAndProblem() {
        try (InputStream in = Objects.requireNonNull(DocumentDescription.class.getResourceAsStream("answers.json"))) {
            return (ObjectNode) JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
