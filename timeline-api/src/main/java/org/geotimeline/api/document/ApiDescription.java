package org.geotimeline.api.document;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;
import org.geotimeline.api.clocks.ParameterWords;
import org.geotimeline.api.record.RecordingApi;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Clocks;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/** What the OpenAPI document says that the views do not: the clocks of every question, problems, and bodies of acts. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final Map<String, String> CLOCKS = new TreeMap<>(Map.of(
            "validAt",
                    "The day asked about: a day, or an instant with an offset, which counts as its date there. Default: today.",
            "knownAt", "Only what was public by then is seen: a UTC day, meaning its end, or an instant. Default: now.",
            "position",
                    "The size of the ledger: only its first so many events are seen. Default: all that the view has applied.",
            "rulebook",
                    "The version of the rulebook, where the question needs one. Default: the last one published about the subject.",
            "after", "An act's id or a position: the answer waits until the view has applied it."));

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Timeline")
                        .version("v1")
                        .description(
                                "What was true on that day, as known on that day, as the ledger stood at that position.")
                        .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/")));
    }

    @Bean
    OperationCustomizer clocks() {
        return (operation, method) -> {
            describeClocks(operation, method);
            describeWords(operation, method);
            problem(operation);
            if (method.getBeanType() == RecordingApi.class) {
                operation.requestBody(act());
            }
            return operation;
        };
    }

    private static void describeClocks(Operation operation, HandlerMethod method) {
        boolean underClocks = List.of(method.getMethod().getParameterTypes()).contains(Clocks.class);
        if (underClocks) {
            var parameters = new ArrayList<Parameter>();
            if (operation.getParameters() != null) {
                operation.getParameters().stream()
                        .filter(p -> !p.getName().equals("clocks"))
                        .forEach(parameters::add);
            }
            CLOCKS.forEach((name, said) -> parameters.add(
                    new Parameter().in("query").name(name).description(said).schema(new StringSchema())));
            operation.setParameters(parameters);
        }
    }

    /** What a parameter can say is listed where it is a matter of the program alone, and short. */
    private static void describeWords(Operation operation, HandlerMethod method) {
        for (MethodParameter parameter : method.getMethodParameters()) {
            AllowedWords words = parameter.getParameterAnnotation(AllowedWords.class);
            List<String> fixed = words == null ? List.of() : ParameterWords.fixed(words);
            if (words != null && words.onFile().isEmpty() && !fixed.isEmpty() && fixed.size() <= MOST_WORDS) {
                operation.getParameters().stream()
                        .filter(p -> p.getName().equals(parameter.getParameter().getName()))
                        .forEach(p -> p.setSchema(new StringSchema()._enum(fixed)));
            }
        }
    }

    private static final int MOST_WORDS = 24;

    private static void problem(Operation operation) {
        Schema<?> problem = new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new Schema<Integer>().type("integer"))
                .addProperty("detail", new StringSchema())
                .addProperty("errors", new Schema<Object>().type("array").items(new ObjectSchema()));
        var content = new Content().addMediaType("application/problem+json", new MediaType().schema(problem));
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("4")) {
                response.content(content);
            }
        });
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("What is wrong, where, and what would be right (RFC 9457).")
                                .content(content));
    }

    private static RequestBody act() {
        Schema<Object> act = new Schema<>();
        act.description("An act of any type; its `type` says by which of these schemas it is read.");
        act.anyOf(new ArrayList<>());
        ActTypes.all().types().stream()
                .map(ApiDescription::schema)
                .sorted()
                .forEach(ref -> act.addAnyOfItem(new Schema<>().$ref(ref)));
        return new RequestBody()
                .required(true)
                .content(new Content().addMediaType("application/json", new MediaType().schema(act)));
    }

    private static String schema(ActType type) {
        return "/schemas/" + type.name() + "/" + type.version();
    }

    /** Methods are found in no fixed order; the document has one. */
    @Bean
    OpenApiCustomizer sorted() {
        return document -> {
            if (document.getTags() != null) {
                document.getTags().sort(Comparator.comparing(io.swagger.v3.oas.models.tags.Tag::getName));
            }
            if (document.getComponents() != null && document.getComponents().getSchemas() != null) {
                document.getComponents()
                        .setSchemas(new TreeMap<>(document.getComponents().getSchemas()));
            }
        };
    }
}
