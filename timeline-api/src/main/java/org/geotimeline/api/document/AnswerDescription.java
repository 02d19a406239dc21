package org.geotimeline.api.document;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.geotimeline.projection.query.Clocks;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/** The media types, the schemas and the examples of what an operation reads and answers, and its problems. */
final class AnswerDescription {

    static final String JSON = "application/json";
    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";
    static final String PROBLEM = "Problem";

    private static final String SCHEMAS = "#/components/schemas/";
    private static final List<String> TEXTS = List.of(CSV, NDJSON);

    /** The components of answers that the code builds as trees. */
    private static final Map<String, String> TREES = Map.of(
            "compareAnswers", "Comparison",
            "explainAnswer", "Reasons",
            "listRulebooks", "Rulebooks",
            "getRulebook", ActSchemas.RULEBOOK,
            "getActRevision", ActSchemas.ACT,
            "getActSchema", "JsonSchema",
            "getRowSchema", "JsonSchema",
            "getRulebookSchema", "JsonSchema");

    private final AnswerRows rows;

    AnswerDescription(AnswerRows rows) {
        this.rows = rows;
    }

    void describe(Operation operation, HandlerMethod method) {
        rows.note(operation.getOperationId(), method.getMethod());
        ApiResponses responses = operation.getResponses();
        responses.remove("default");
        responses.forEach((status, response) -> {
            if (status.startsWith("4")) {
                response.content(problem());
            }
        });
        boolean underClocks = List.of(method.getMethod().getParameterTypes()).contains(Clocks.class);
        responses.forEach((status, response) -> {
            boolean some =
                    response.getContent() != null && !response.getContent().isEmpty();
            if (status.equals("200") || (status.startsWith("2") && some)) {
                content(operation, response, underClocks);
            }
            if (List.of("OK", "Accepted").contains(response.getDescription())) {
                response.setDescription(some || status.equals("200") ? "The answer." : "The order is accepted.");
            }
        });
        if (operation.getOperationId().equals("recordAct")) {
            operation.requestBody(act());
        } else if (operation.getRequestBody() != null) {
            String id = operation.getOperationId() + ".request";
            operation.getRequestBody().getContent().forEach((type, media) -> addExample(id, type, media));
        }
        responses.addApiResponse("4XX", new ApiResponse().$ref("#/components/responses/" + PROBLEM));
        responses.addApiResponse("5XX", new ApiResponse().$ref("#/components/responses/" + PROBLEM));
    }

    static Content problem() {
        return new Content().addMediaType("application/problem+json", new MediaType().schema(reference(PROBLEM)));
    }

    static Schema<?> reference(String component) {
        return new JsonSchema().$ref(SCHEMAS + component);
    }

    private static void content(Operation operation, ApiResponse ok, boolean underClocks) {
        String id = operation.getOperationId();
        Content content = Objects.requireNonNullElseGet(ok.getContent(), Content::new);
        String tree = TREES.get(id);
        if (tree != null) {
            String type = content.isEmpty() ? JSON : content.keySet().iterator().next();
            content.addMediaType(type, new MediaType().schema(reference(tree)));
        } else if (content.isEmpty() && underClocks) {
            content.addMediaType(JSON, new MediaType());
        } else if (content.isEmpty()) {
            content.addMediaType(NDJSON, new MediaType().schema(text()));
        }
        TEXTS.stream()
                .filter(type -> underClocks || content.containsKey(type))
                .forEach(type -> content.addMediaType(type, new MediaType().schema(text())));
        content.forEach((type, media) -> addExample(id, type, media));
        ok.setContent(content);
    }

    private static void addExample(String name, String type, MediaType media) {
        String file = example(name, type);
        if (file != null) {
            media.setExample(type.contains("json") && !type.equals(NDJSON) ? tree(file) : file);
        }
    }

    private static Schema<?> text() {
        return new JsonSchema().types(Set.of("string"));
    }

    private static RequestBody act() {
        var media = new MediaType().schema(reference(ActSchemas.ACT));
        addExample("recordAct.request", JSON, media);
        var event = new MediaType().schema(reference("CloudEvent"));
        return new RequestBody()
                .required(true)
                .content(new Content().addMediaType(JSON, media).addMediaType("application/cloudevents+json", event));
    }

    private static Object tree(String json) {
        return JsonMapper.shared().readValue(json, Object.class);
    }

    /** The example that is kept for that operation and media type. */
    private static @Nullable String example(String name, String type) {
        String suffix =
                type.equals(CSV) ? "csv" : type.equals(NDJSON) ? "ndjson" : type.contains("json") ? "json" : "txt";
        try (InputStream in = AnswerDescription.class.getResourceAsStream("examples/%s.%s".formatted(name, suffix))) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
