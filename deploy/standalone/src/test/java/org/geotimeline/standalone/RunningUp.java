package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** {@code timeline up} in a process of its own, with everything that it starts. */
record RunningUp(Process process, Path data, Path outputFile) {

    /** Starts a server with an empty ledger on free ports, and waits until it is ready. */
    static RunningUp empty(Path data, Path temporary) throws IOException {
        RunningUp running =
                begin(data, temporary, Map.of(), "--empty", "--port", "0", "--pg-port", "0", "--kafka-port", "0");
        running.awaitReady();
        return running;
    }

    static RunningUp begin(Path data, Path temporary, Map<String, String> environment, String... options)
            throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                Main.class.getName(),
                "up",
                "--data",
                data.toString()));
        command.addAll(List.of(options));
        var output = Files.createTempFile(temporary, "up", ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().putAll(environment);
        return new RunningUp(builder.start(), data, output);
    }

    void kill() {
        process.destroyForcibly();
        RunningProcess.in(data.resolve("postgres")).forEach(each -> each.signal("KILL"));
    }

    void awaitReady() {
        await().alias("up").atMost(Duration.ofMinutes(4)).until(() -> {
            assertThat(process.isAlive()).as(output()).isTrue();
            return output().contains("curl ");
        });
    }

    String output() {
        try {
            return Files.readString(outputFile);
        } catch (IOException e) {
            return "";
        }
    }

    DataFolder.Card card() throws IOException {
        return new JsonMapper().readValue(Files.readString(data.resolve("server.json")), DataFolder.Card.class);
    }

    String password() throws IOException {
        return Files.readString(data.resolve("secrets/postgres-owner")).strip();
    }

    /** The server, its children, and PostgreSQL, which is not a child of the server. */
    List<RunningProcess> everything() throws IOException {
        var all = new ArrayList<RunningProcess>();
        all.add(new RunningProcess(process.pid()));
        process.descendants().forEach(child -> all.add(new RunningProcess(child.pid())));
        all.addAll(RunningProcess.in(data.toRealPath().resolve("postgres")).toList());
        return all;
    }

    int stop() throws InterruptedException {
        new RunningProcess(process.pid()).signal("TERM");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output()).isTrue();
        return process.exitValue();
    }
}
