package org.geotimeline.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP client of one server. */
public record Http(URI server) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    public record Got(int status, HttpResponse<byte[]> response) {

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The sentence of a problem, with its errors. */
        public String problem() {
            return json().path("detail").asString("") + " " + json().path("errors");
        }
    }

    public Got get(String question) {
        return at("/api/v1" + question);
    }

    public Got at(String path) {
        return send(HttpRequest.newBuilder(server.resolve(path)).GET());
    }

    /** @param headers alternating names and values */
    public Got ask(String method, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).method(method, BodyPublishers.noBody());
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Got post(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8));
    }

    public Got post(byte[] body) {
        return send(HttpRequest.newBuilder(server.resolve("/api/v1/acts"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** @param headers alternating names and values */
    public Got post(byte[] body, String... headers) {
        return send(HttpRequest.newBuilder(server.resolve("/api/v1/acts"))
                .headers(headers)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    public Got post(String body, String idempotencyKey) {
        return send(HttpRequest.newBuilder(server.resolve("/api/v1/acts"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body)));
    }

    /** The last position of the ledger. */
    public long head() {
        return get("/replay")
                .text()
                .lines()
                .reduce((one, next) -> next)
                .map(last -> JSON.readTree(last).path("position").asLong())
                .orElseThrow();
    }

    /** Imports a body, with the content type that curl sends by default. */
    public Got importing(String query, byte[] body) {
        return send(HttpRequest.newBuilder(server.resolve("/api/v1/imports?" + query))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private static Got send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response =
                    CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofByteArray());
            return new Got(response.statusCode(), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
