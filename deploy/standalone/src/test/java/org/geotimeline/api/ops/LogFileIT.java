package org.geotimeline.api.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.geotimeline.api.TimelineServer;
import org.geotimeline.cli.TimelineCommand;
import org.geotimeline.store.log.LogRefused;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole ledger moves to another server, which gives the same answers. */
class LogFileIT {

    @Test
    void another_server_begins_with_the_log_and_answers_alike(@TempDir Path folder) throws Exception {
        URI first = RunningTimeline.url();
        Path log = folder.resolve("ledger.ndjson.gz");
        int code =
                TimelineCommand.commandLine().execute("export", "--log", log.toString(), "--server", first.toString());
        assertThat(code).isZero();
        assertThat(folder).isDirectoryContaining(file -> file.equals(log)).isDirectoryNotContaining("glob:**.part");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            URI second;
            long head;
            try (TimelineServer server = started(postgres, Optional.of(log))) {
                second = URI.create("http://127.0.0.1:" + server.port());
                head = Long.parseLong(get(second, "health").replaceAll("(?s).*?\"position\"\\s*:\\s*(\\d+).*", "$1"));
                for (String question : new String[] {
                    "stances?subject=TAL&validAt=2025-07-10&knownAt=2026-01-01&position=" + head,
                    "listings?subject=TAL&validAt=2024-10-04&knownAt=2025-01-01&position=" + head,
                    "acts?limit=200&validAt=2026-01-01&knownAt=2026-01-01&position=" + head,
                    "replay?to=" + head
                }) {
                    assertThat(get(second, question)).as(question).isEqualTo(get(first, question));
                }
                assertThat(get(second, "ops/self-check")).contains("\"findings\":[]");
                Path again = folder.resolve("again.ndjson");
                assertThat(TimelineCommand.commandLine()
                                .execute("export", "--log", again.toString(), "--server", second.toString()))
                        .isZero();
                assertThat(Files.readAllLines(again).getLast())
                        .isEqualTo(get(first, "ops/log?to=" + head)
                                .lines()
                                .reduce((a, b) -> b)
                                .orElseThrow());
            }
            assertThatThrownBy(() -> started(postgres, Optional.of(log)))
                    .isInstanceOf(LogRefused.class)
                    .hasMessageContaining("the ledger has %d events".formatted(head));
        }
    }

    private static TimelineServer started(EmbeddedPostgres postgres, Optional<Path> log) {
        return TimelineServer.start(
                new TimelineServer.Settings(
                        "127.0.0.1",
                        0,
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "postgres",
                        "",
                        "",
                        Optional.empty(),
                        true,
                        log),
                line -> {});
    }

    private static String get(URI server, String path) throws Exception {
        HttpResponse<String> got = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server + "/api/v1/" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
        return got.body();
    }
}
