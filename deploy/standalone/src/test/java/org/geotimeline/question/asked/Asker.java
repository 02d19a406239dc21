package org.geotimeline.question.asked;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Asks a running server. A server that does not answer gives an answer of status 0, which fails every assertion. */
final class Asker {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectReader WHOLE =
            JsonMapper.shared().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** @param server with or without {@code /api/v1} */
    Asker(URI server) {
        String stem = server.toString().replaceFirst("/+$", "");
        this.base = stem.endsWith("/api/v1") ? stem : stem + "/api/v1";
    }

    /** The failed assertions of the question; empty if all hold. */
    List<String> wrong(Question question) {
        return question.wrong(question.calls().stream().map(this::answer).toList());
    }

    Answer answer(JsonNode call) {
        return send(request(call));
    }

    private HttpRequest request(JsonNode call) {
        if (call.has("file")) {
            throw new UnsupportedOperationException("this question sends a file, which is asked by hand: " + call);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + address(call)))
                .timeout(PATIENCE)
                .header("Accept", "application/json");
        String method = call.path("method").asString("GET");
        if (call.path("empty").asBoolean(false)) {
            return request.header("Content-Type", "application/octet-stream")
                    .method(method, BodyPublishers.ofByteArray(new byte[0]))
                    .build();
        }
        if (call.has("body")) {
            return request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(call.get("body").toString()))
                    .build();
        }
        return request.method(method, BodyPublishers.noBody()).build();
    }

    static String address(JsonNode call) {
        String query = call.path("params").properties().stream()
                .map(parameter -> encoded(parameter.getKey()) + "="
                        + encoded(parameter.getValue().asString()))
                .collect(Collectors.joining("&"));
        return call.path("path").asString() + (query.isEmpty() ? "" : "?" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), body(response.body()));
        } catch (IOException e) {
            return new Answer(0, problem(String.valueOf(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, problem("interrupted"));
        }
    }

    private static JsonNode body(String text) {
        try {
            JsonNode body = WHOLE.readTree(text);
            return body.isMissingNode() ? problem("not JSON: nothing") : body;
        } catch (JacksonException e) {
            return problem("not JSON: " + text.substring(0, Math.min(120, text.length())));
        }
    }

    static JsonNode problem(String what) {
        return JsonNodeFactory.instance.objectNode().put("problem", what);
    }
}
