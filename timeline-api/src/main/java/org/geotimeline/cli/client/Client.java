package org.geotimeline.cli.client;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP with one server. Every wait has an end, and every way that it can go wrong has its sentence. */
public final class Client implements AutoCloseable {

    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final Server.Address address;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECTING)
            .build();

    /** @param patience how long an answer may take, or a stream be silent */
    Client(Server.Address address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /** The answer to a question, whatever its status. */
    public Reply get(Request question) {
        return whole(
                request(question, "application/json, application/problem+json").build());
    }

    /** A file as the server writes it. */
    public Reply file(Request question) {
        Reply reply = whole(request(question, "*/*").build());
        if (!reply.isGood()) {
            throw reply.failure();
        }
        return reply;
    }

    /** The answer to a question that has one. */
    public Reply ask(Request question) {
        Reply reply = get(question);
        if (!reply.isGood()) {
            throw reply.failure();
        }
        return reply;
    }

    public Reply post(Request place, byte[] body, @Nullable String idempotencyKey) {
        HttpRequest.Builder request = request(place, "application/json, application/problem+json")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return whole(request.build());
    }

    public Reply delete(Request place) {
        return whole(request(place, "application/json, application/problem+json")
                .DELETE()
                .build());
    }

    /** Sends a file as it is. */
    public Reply send(Request place, Path file) {
        try {
            return whole(request(place, "application/json, application/problem+json")
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofFile(file))
                    .build());
        } catch (FileNotFoundException e) {
            throw new CliFailure(Exit.USAGE, "%s cannot be read".formatted(file));
        }
    }

    /**
     * A stream of lines, or the problem instead of it. The stream breaks with {@link Silence} when nothing comes for
     * as long as the patience lasts.
     */
    public InputStream follow(Request question) {
        HttpRequest request = request(question, "application/x-ndjson, application/problem+json")
                .timeout(patience)
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            var stream = new IdleTimeoutInputStream(response.body(), patience);
            if (response.statusCode() / 100 == 2) {
                return stream;
            }
            try (stream) {
                throw reply(response, stream.readAllBytes()).failure();
            }
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private HttpRequest.Builder request(Request question, String accept) {
        return HttpRequest.newBuilder(question.on(address.url())).header("Accept", accept);
    }

    private Reply whole(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> asked = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return reply(response, response.body());
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw unreachable(new HttpTimeoutException("no answer"));
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static Reply reply(HttpResponse<?> response, byte[] body) {
        return new Reply(
                response.statusCode(),
                body,
                response.headers().firstValue("Retry-After").orElse(null),
                response.headers()
                        .firstValue("Timeline-Complete")
                        .filter("false"::equals)
                        .isEmpty());
    }

    private CliFailure unreachable(IOException e) {
        if (e instanceof ConnectException || e instanceof HttpConnectTimeoutException) {
            return new CliFailure(
                    Exit.FAILURE,
                    "no server answers at %s (%s); 'timeline up' starts one, --server URL names another"
                            .formatted(address.url(), address.origin()));
        }
        if (e instanceof HttpTimeoutException) {
            return new CliFailure(
                    Exit.FAILURE,
                    "the server at %s did not answer within %d s; --timeout gives it longer"
                            .formatted(address.url(), patience.toSeconds()));
        }
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new CliFailure(Exit.FAILURE, "the server at %s broke off: %s".formatted(address.url(), why));
    }

    private static CliFailure interrupted() {
        Thread.currentThread().interrupt();
        return new CliFailure(Exit.FAILURE, "interrupted");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** Nothing came for too long. */
    static final class Silence extends IOException {

        private static final long serialVersionUID = 1L;

        Silence(Duration patience) {
            super("nothing came for %d s".formatted(patience.toSeconds()));
        }
    }
}
