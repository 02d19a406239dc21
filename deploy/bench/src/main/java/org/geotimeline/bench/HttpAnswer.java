package org.geotimeline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;
import org.geotimeline.api.TimelineServer;
import org.geotimeline.bench.peer.Turn;

/** One stance of the data set over HTTP, among very many others, beside a JSON file from the same server. */
record HttpAnswer() implements Contest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LEAST = 20;
    private static final int OF_POLLS = 10;

    @Override
    public String name() {
        return "one cell at a point in time over HTTP, 99th of 100 / a fixed JSON answer of the same server";
    }

    @Override
    public String unit() {
        return "ms";
    }

    @Override
    public Target target() {
        return new Target.Within(3);
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        FiledSteps filed = FiledSteps.of(server, size.steps(), size.corrections());
        try {
            var settings = new TimelineServer.Settings(
                    "127.0.0.1", 0, filed.ledger().url(), Server.USER, "", server.broker(), Optional.empty(), true);
            TimelineServer running = TimelineServer.start(settings, progress -> {});
            return new Both(filed, running, HttpClient.newHttpClient(), Math.max(LEAST, size.polls() / OF_POLLS));
        } catch (Exception e) {
            filed.close();
            throw e;
        }
    }

    private record Both(FiledSteps filed, TimelineServer running, HttpClient client, int questions) implements Sides {

        @Override
        public double reference() throws Exception {
            return Turn.millis(questions, 0.99, () -> get("/schemas/StatementMade/1"));
        }

        @Override
        public double candidate() throws Exception {
            var chance = new SplittableRandom(questions);
            return Turn.millis(questions, 0.99, () -> {
                String actor = GeneratedActs.ACTORS.get(chance.nextInt(GeneratedActs.ACTORS.size()));
                LocalDate day = FiledSteps.someDay(chance);
                get("/api/v1/stances?actor=%s&subject=%s&dimension=%s&validAt=%s&knownAt=%s"
                        .formatted(actor, GeneratedActs.SUBJECT, FiledSteps.DIMENSION, day, day.plusYears(1)));
            });
        }

        private void get(String what) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d%s".formatted(running.port(), what)))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "%s is answered by %d: %s".formatted(what, answer.statusCode(), answer.body()));
            }
        }

        @Override
        public void close() throws SQLException {
            client.close();
            running.close();
            filed.close();
        }
    }
}
