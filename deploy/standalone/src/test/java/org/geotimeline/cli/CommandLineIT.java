package org.geotimeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that ask of any question, against a server that runs. */
class CommandLineIT {

    private record Ran(int code, String out, String err) {}

    private static Ran timeline(String... args) {
        var all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of("--server", RunningTimeline.url().toString()));
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine line = TimelineCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return new Ran(line.execute(all.toArray(String[]::new)), out.toString(), err.toString());
    }

    private static HttpResponse<byte[]> get(String address) throws IOException, InterruptedException {
        URI uri = URI.create(RunningTimeline.url() + "/api/v1/" + address);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void diff_shows_the_changes_and_their_causes() {
        Ran ran = timeline(
                "diff",
                "stances?subject=TAL&dimension=designation",
                "--left",
                "validAt:2024-10-20,knownAt:2024-10-20",
                "--right",
                "validAt:2025-07-10,knownAt:2025-07-10");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("1 row differs", "world changed (ACT-0202)", "value BANNED → SUSPENDED");
        assertThat(timeline("diff", "stances?subject=TAL", "--left", "validat:2024", "--right", "validAt:2024-01-01")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void why_shows_the_acts_their_corrections_and_what_else_is_on_file() {
        Ran ran = timeline("why", "listings?authority=KGZ&subject=TAL&validAt=2024-09-04&knownAt=2024-09-08");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("row 1", "because of ACT-0172", "A-KGZ-DELIST-2", "ACT-0051", "currently");
        assertThat(timeline("why", "nonsense").code()).isEqualTo(2);
        assertThat(timeline("why", "missions?receiver=CHN", "--row", "999").code())
                .isEqualTo(2);
    }

    @Test
    void export_writes_the_file_that_the_address_gives(@TempDir Path folder) throws Exception {
        String pinned = "validAt=2025-01-01&knownAt=2025-01-01&rulebook=1.0.0&position=700";
        for (String format : List.of("csv", "ndjson", "json")) {
            Path file = folder.resolve("stances." + format);
            Ran ran = timeline("export", "stances?subject=TAL&" + pinned, "--format", format, "--out", file.toString());
            assertThat(ran).isEqualTo(new Ran(0, "", ""));
            assertThat(Files.readAllBytes(file))
                    .isEqualTo(
                            get("stances." + format + "?subject=TAL&" + pinned).body());
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(timeline("export", "stances?subject=TAL&" + pinned).out()).startsWith("# question: ");
        Ran unknown = timeline(
                "export",
                "stances?subject=TALL",
                "--out",
                folder.resolve("none").toString());
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("'TALL'", "did you mean TAL");
        assertThat(folder.resolve("none")).doesNotExist();
        assertThat(timeline("export", "no-such-question").code()).isEqualTo(3);
    }

    @Test
    void rulebook_lists_them_and_shows_one() {
        Ran all = timeline("rulebook", "--position", "719");
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(all.out()).contains("1.0.0", "stance-taliban");
        JsonNode one =
                JsonMapper.shared().readTree(timeline("rulebook", "1.0.0").out());
        assertThat(one.path("version").asString()).isEqualTo("1.0.0");
        assertThat(timeline("rulebook", "77").code()).isEqualTo(3);
    }

    @Test
    void tail_prints_acts_from_a_position_on_and_names_the_option_that_continues() {
        Ran ran = timeline("tail", "--from", "700", "--count", "3");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out().lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("700  ")
                .contains("ActReported");
        assertThat(ran.err()).isEqualTo("done: 3 events; --from 703 continues\n");
        Ran served = timeline("tail", "--from", "700", "--count", "2", "--json");
        assertThat(served.out()
                        .lines()
                        .map(line -> JsonMapper.shared()
                                .readTree(line)
                                .path("position")
                                .asInt()))
                .containsExactly(700, 701);
        assertThat(timeline("tail", "--from", "99999999").code()).isEqualTo(2);
        assertThat(timeline("tail", "--type", "VisitMad").code()).isEqualTo(2);
    }

    @Test
    void tail_waits_for_new_acts() throws Exception {
        var tail = new FutureTask<>(() -> timeline("tail", "--count", "1", "--type", "TalksLeft"));
        Thread follower = Thread.ofVirtual().start(tail);
        // The start of the follower is not visible from outside: acts are recorded until it has printed one.
        for (int n = 1; !tail.isDone(); n++) {
            assertThat(n).isLessThan(200);
            recordTalksLeft("left-the-talks-" + n);
            follower.join(Duration.ofMillis(500));
        }
        assertThat(tail.get().code()).isZero();
        assertThat(tail.get().out()).contains("TalksLeft  left-the-talks-");
    }

    private static void recordTalksLeft(String id) throws Exception {
        String act = """
            {"type": "TalksLeft", "id": "%s", "phase": "effective", "valid": "2026-01-01", "actors": [{"id": "UZB"}]}
            """.formatted(id);
        HttpResponse<String> got = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(RunningTimeline.url() + "/api/v1/acts"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(act))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(got.statusCode()).as(got.body()).isIn(200, 201);
    }
}
