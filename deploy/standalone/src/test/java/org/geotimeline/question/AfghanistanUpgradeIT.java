package org.geotimeline.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.geotimeline.api.TimelineServer;
import org.geotimeline.api.record.DataFile;
import org.geotimeline.testing.Http;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A data folder that was made with the first edition of the Afghanistan set gets the later lines as acts that are new there:
 * its pinned answers stay, and its current answers are those of a new folder.
 */
@SuppressWarnings("NullAway.Init") // set before all tests
class AfghanistanUpgradeIT {

    private static final int FIRST_EDITION_LINES = 718;

    private static final List<String> QUESTIONS = List.of(
            "/stances?subject=TAL&validAt=2023-12-15&limit=1000",
            "/stances?subject=TAL&validAt=2010-01-01&limit=1000",
            "/stances?subject=TAL&validAt=2026-06-01&limit=1000",
            "/stances?subject=TAL&validAt=2024-10-05&knownAt=2024-10-05&limit=1000",
            "/stances/KAZ/TAL",
            "/stances/USA/TAL",
            "/listings?subject=TAL&validAt=2024-01-01&limit=1000",
            "/missions?receiver=RUS&validAt=2025-08-01&limit=1000",
            "/accreditations?sender=TAL&validAt=2026-02-01&limit=1000",
            "/recognitions?subject=TAL&validAt=2024-01-01&limit=1000",
            "/conditions?subject=TAL&validAt=2022-01-01&limit=1000",
            "/claims?subject=TAL&limit=1000",
            "/acts?limit=1000",
            "/acts?family=knowledge&limit=1000",
            "/acts?family=registry&type=SourceRegistered&limit=1000",
            "/acts/ACT-0058",
            "/acts/ACT-0146",
            "/acts/source:gutman-2008");

    private static EmbeddedPostgres postgres;
    private static TimelineServer server;
    private static final Map<String, String> PINNED = new LinkedHashMap<>();
    private static List<String> told;

    @BeforeAll
    static void upgrade(@TempDir Path folder) throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        DataFile current = DataFile.named(DataFile.DEFAULT).orElseThrow();
        Path first = folder.resolve("afghanistan.ndjson");
        try (var lines = new BufferedReader(
                new InputStreamReader(current.location().toURL().openStream(), StandardCharsets.UTF_8))) {
            Files.writeString(
                    first, lines.lines().limit(FIRST_EDITION_LINES).collect(Collectors.joining("\n", "", "\n")));
        }
        start(new DataFile(current.name(), first.toUri()));
        for (String question : QUESTIONS) {
            Http.Got answer = http().get(question);
            assertThat(answer.status()).as(question).isEqualTo(200);
            String pinned = pinned(question, answer);
            PINNED.put(pinned, http().at(pinned).text());
        }
        server.close();
        told = start(current);
    }

    private static String pinned(String question, Http.Got answer) {
        JsonNode clocks = answer.json().path("asOf");
        return answer.header("Content-Location").isEmpty()
                ? "/api/v1%s?validAt=%s&knownAt=%s&position=%d"
                        .formatted(
                                question,
                                clocks.path("validAt").stringValue(),
                                clocks.path("knownAt").stringValue(),
                                clocks.path("position").asLong())
                : answer.header("Content-Location");
    }

    private static List<String> start(DataFile file) {
        var lines = new ArrayList<String>();
        server = TimelineServer.start(
                new TimelineServer.Settings(
                        "127.0.0.1",
                        0,
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "postgres",
                        "",
                        "",
                        Optional.of(file),
                        false),
                lines::add);
        await().atMost(Duration.ofMinutes(3))
                .until(() -> http().get("/health/ready").status() == 200);
        return lines;
    }

    private static Http http() {
        return new Http(URI.create("http://127.0.0.1:" + server.port()));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        postgres.close();
    }

    @Test
    void only_the_later_lines_are_recorded() {
        assertThat(told).anyMatch(line -> line.matches("data set afghanistan: \\d+ of \\d+ lines recorded"));
    }

    @Test
    void a_pinned_answer_of_the_first_edition_stays_byte_for_byte() {
        assertThat(PINNED).hasSize(QUESTIONS.size());
        PINNED.forEach((question, answer) ->
                assertThat(http().at(question).text()).as(question).isEqualTo(answer));
    }

    @Test
    void the_current_answers_are_those_of_a_new_folder() {
        try (RunningTimeline.Started fresh = RunningTimeline.start()) {
            var other = new Http(fresh.url());
            String now = Instant.now().toString();
            for (String question : QUESTIONS) {
                String asked = question.contains("knownAt")
                        ? question
                        : question + (question.contains("?") ? "&" : "?") + "knownAt=" + now;
                assertThat(timeless(http().get(asked).json()))
                        .as(question)
                        .isEqualTo(timeless(other.get(asked).json()));
            }
        }
    }

    /** An answer without the moments at which its acts were recorded on that server. */
    private static JsonNode timeless(JsonNode answer) {
        switch (answer) {
            case ObjectNode object -> {
                object.remove(List.of("recordedAt", "knownAt", "next"));
                object.forEach(AfghanistanUpgradeIT::timeless);
            }
            case ArrayNode array -> array.forEach(AfghanistanUpgradeIT::timeless);
            default -> {}
        }
        return answer;
    }

    @Test
    void what_was_learned_is_answered_on_the_old_folder() {
        JsonNode ban = http().get("/stances?subject=TAL&actor=KAZ&dimension=designation&validAt=2023-12-15")
                .json()
                .path("rows")
                .path(0);
        assertThat(ban.path("value").asString("")).isEqualTo("BANNED");
        JsonNode sources = http().get("/acts/source:gutman-2008").json();
        assertThat(sources.path("url").asString("")).startsWith("http");
        assertThat(sources.path("author").asString("")).isEqualTo("Roy Gutman");
    }
}
