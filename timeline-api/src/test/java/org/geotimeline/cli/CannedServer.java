package org.geotimeline.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A real HTTP server with canned answers, which records its requests. */
final class CannedServer implements AutoCloseable {

    /** Answers one request. */
    interface Canned {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** @param query decoded; empty without one */
    record Asked(
            String method,
            String path,
            String query,
            String body,
            @Nullable String idempotencyKey) {}

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Canned>> answers = new HashMap<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    CannedServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Adds an answer for a path. Several answers are given one after the other, and the last one again and again. */
    CannedServer on(String path, Canned canned) {
        synchronized (answers) {
            answers.computeIfAbsent("/api/v1" + path, p -> new ArrayDeque<>()).add(canned);
        }
        return this;
    }

    CannedServer on(String path, int status, String body) {
        return on(path, json(status, body));
    }

    static Canned json(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        };
    }

    static Canned redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(308, -1);
            exchange.close();
        };
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The path and the decoded query of the n-th request. */
    String question(int n) {
        Asked one = asked.get(n);
        return one.path().replace("/api/v1", "") + (one.query().isEmpty() ? "" : "?" + one.query());
    }

    private void serve(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                uri.getPath(),
                uri.getQuery() == null ? "" : uri.getQuery(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                exchange.getRequestHeaders().getFirst("Idempotency-Key")));
        Canned canned;
        synchronized (answers) {
            Deque<Canned> left = answers.getOrDefault(uri.getPath(), new ArrayDeque<>());
            canned = left.size() > 1 ? left.remove() : left.peek();
        }
        if (canned == null) {
            json(404, "{\"title\":\"No such address\",\"status\":404,\"detail\":\"nothing is served here\"}")
                    .answer(exchange);
        } else {
            canned.answer(exchange);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
