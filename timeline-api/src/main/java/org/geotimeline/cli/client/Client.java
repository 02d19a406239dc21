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

/** Sends HTTP requests to one server. Every wait has a timeout, and every failure is a sentence for the user. */
public final class Client implements AutoCloseable {

    private static final String JSON = "application/json, application/problem+json";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Server.Address address;
    private final Duration timeout;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    /** @param timeout the longest wait for an answer, or for the next bytes of a stream */
    Client(Server.Address address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /** The reply to a question, of any status. */
    public Reply get(Request question) {
        return whole(request(question, JSON).build());
    }

    /** The answer to a question as a file. */
    public Reply file(Request question) {
        return whole(request(question, "*/*").build()).requireGood();
    }

    /** The answer to a question; a problem is thrown as a {@link CliFailure}. */
    public Reply ask(Request question) {
        return get(question).requireGood();
    }

    public Reply post(Request address, byte[] body, @Nullable String idempotencyKey) {
        HttpRequest.Builder request = request(address, JSON)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return whole(request.build());
    }

    public Reply delete(Request address) {
        return whole(request(address, JSON).DELETE().build());
    }

    /** Posts the bytes of a file. */
    public Reply post(Request address, Path file) {
        try {
            return whole(request(address, JSON)
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofFile(file))
                    .build());
        } catch (FileNotFoundException e) {
            throw new CliFailure(Exit.USAGE, "%s cannot be read".formatted(file));
        }
    }

    /**
     * Opens the answer to a question as a stream of lines; a problem is thrown as a {@link CliFailure}. A read that
     * gets no bytes within the timeout fails with {@link Silence}.
     */
    public InputStream follow(Request question) {
        HttpRequest request = request(question, "application/x-ndjson, application/problem+json")
                .timeout(timeout)
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            var stream = new IdleTimeoutInputStream(response.body(), timeout);
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
            HttpResponse<byte[]> response = asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
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
                    "the server at %s did not answer within %d s; --timeout allows more"
                            .formatted(address.url(), timeout.toSeconds()));
        }
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new CliFailure(
                Exit.FAILURE, "the connection to the server at %s failed: %s".formatted(address.url(), reason));
    }

    private static CliFailure interrupted() {
        Thread.currentThread().interrupt();
        return new CliFailure(Exit.FAILURE, "interrupted");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** A stream delivered no bytes within the timeout. */
    static final class Silence extends IOException {

        private static final long serialVersionUID = 1L;

        Silence(Duration timeout) {
            super("no bytes arrived for %d s".formatted(timeout.toSeconds()));
        }
    }
}
