package org.geotimeline.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;
import org.geotimeline.testing.Http;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The checked-in OpenAPI document is the served one. {@code -Dtimeline.openapi.write=true} writes it again. */
class OpenApiIT {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final Path FILE = Path.of("../../docs/openapi.json");

    private final Http http = new Http(RunningTimeline.url());
    private final JsonNode document = http.get("/openapi").json();

    @Test
    void the_document_that_is_checked_in_is_the_one_that_is_served() throws IOException {
        String served = JSON.writeValueAsString(document) + "\n";
        if (Boolean.getBoolean("timeline.openapi.write")) {
            Files.writeString(FILE, served);
        }
        assertThat(FILE).content(StandardCharsets.UTF_8).isEqualTo(served);
    }

    @Test
    void every_question_has_its_clocks() {
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        for (String path : new String[] {"/api/v1/stances", "/api/v1/acts", "/api/v1/forums/{forum}/participation"}) {
            JsonNode question = document.path("paths").path(path).path("get");
            assertThat(parameters(question).map(p -> p.path("name").asString()))
                    .as(path)
                    .contains("validAt", "knownAt", "position", "after")
                    .doesNotContain("clocks");
            assertThat(question.path("responses").path("200").path("content").propertyNames())
                    .as(path)
                    .containsExactlyInAnyOrder("application/json", "application/x-ndjson", "text/csv");
        }
    }

    @Test
    void every_type_of_act_is_a_component_under_its_stored_name_and_can_be_recorded() {
        JsonNode schemas = document.path("components").path("schemas");
        List<String> names =
                ActTypes.all().types().stream().map(ActType::name).sorted().toList();
        assertThat(schemas.propertyNames()).containsAll(names);
        assertThat(schemas.path("Act")
                        .path("oneOf")
                        .valueStream()
                        .map(ref -> ref.path("$ref").asString().replaceFirst(".*/", "")))
                .containsExactlyElementsOf(names);
    }

    @Test
    void every_reference_stays_in_the_document_and_finds_something() {
        var references = new ArrayList<String>();
        document.findValues("$ref").forEach(ref -> references.add(ref.asString()));
        document.findValues("mapping").forEach(mapping -> mapping.forEach(ref -> references.add(ref.asString())));
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(
                        ref -> assertThat(resolved(ref).isMissingNode()).as(ref).isFalse());
    }

    @Test
    void every_operation_says_what_it_is_what_its_parameters_mean_and_how_its_problems_look() {
        Map<String, JsonNode> operations = operations();
        assertThat(operations).hasSizeGreaterThan(50);
        operations.forEach((id, operation) -> {
            assertThat(id).matches("[a-z][A-Za-z]+");
            assertThat(operation.path("summary").asString("")).as(id).isNotBlank();
            assertThat(operation.path("tags")).as(id).hasSize(1);
            assertThat(parameters(operation))
                    .as(id)
                    .allSatisfy(parameter -> assertThat(
                                    parameter.path("description").asString(""))
                            .as(parameter.path("name").asString())
                            .isNotBlank());
            assertThat(operation.path("responses").path("4XX").path("$ref").asString(""))
                    .as(id)
                    .isEqualTo("#/components/responses/Problem");
        });
    }

    @Test
    void every_answer_and_every_body_has_an_example() {
        operations().forEach((id, operation) -> {
            for (String body : new String[] {"requestBody", "responses"}) {
                operation
                        .path(body)
                        .findValues("application/json")
                        .forEach(content -> assertThat(content.has("example"))
                                .as(id + " " + body)
                                .isTrue());
            }
        });
    }

    /** By their ids, of which no two are the same. */
    private Map<String, JsonNode> operations() {
        var operations = new TreeMap<String, JsonNode>();
        document.path("paths")
                .forEach(path -> path.forEach(operation -> assertThat(
                                operations.put(operation.path("operationId").asString(), operation))
                        .isNull()));
        return operations;
    }

    private Stream<JsonNode> parameters(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .map(parameter ->
                        parameter.has("$ref") ? resolved(parameter.path("$ref").asString()) : parameter);
    }

    private JsonNode resolved(String ref) {
        assertThat(ref).startsWith("#/");
        return document.at(ref.substring(1));
    }
}
