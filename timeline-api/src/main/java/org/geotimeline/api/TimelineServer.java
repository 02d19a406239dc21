package org.geotimeline.api;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Stand-in: answers every question with the same sentence. */
public final class TimelineServer implements AutoCloseable {

    /** What the application needs to know; an empty data set means the one that is shipped. */
    public record Settings(
            String listen,
            int port,
            String jdbcUrl,
            String user,
            String password,
            String kafkaBootstrap,
            Optional<Path> dataSet,
            boolean empty) {}

    private final HttpServer http;

    private TimelineServer(HttpServer http) {
        this.http = http;
    }

    public static TimelineServer start(Settings settings, Consumer<String> progress) {
        try {
            var http = HttpServer.create(new InetSocketAddress(settings.listen(), settings.port()), 0);
            http.createContext("/", exchange -> {
                var body = "{\"summary\":\"This is a stand-in.\",\"rows\":[]}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            http.start();
            progress.accept("application");
            return new TimelineServer(http);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
