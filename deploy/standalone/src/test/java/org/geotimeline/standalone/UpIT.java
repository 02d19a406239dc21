package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code timeline up} as a user does: in a process of its own, ended by signals. */
class UpIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    private final List<RunningUp> started = new ArrayList<>();

    @AfterEach
    void leave_no_process_behind() {
        for (var each : started) {
            each.kill();
        }
    }

    @Test
    void acknowledged_writes_survive_any_kill_and_ctrl_c_leaves_no_process() throws Exception {
        var data = temporary.resolve("data");
        var rows = new AcknowledgedRows();
        var records = new AcknowledgedRecords();

        var first = up(data);
        rows.write(first.card().database(), "timeline", first.password(), 300);
        records.send(first.card().kafka(), 1000);
        var orphans = RunningProcess.in(data.toRealPath().resolve("postgres")).toList();
        first.process().destroyForcibly().waitFor();
        assertThat(orphans).anyMatch(RunningProcess::isRunning);

        var second = up(data);
        assertThat(orphans).noneMatch(RunningProcess::isRunning);
        rows.awaitRefusal();
        rows.assertAllIn(second.card().database(), "timeline", second.password());
        records.assertAllIn(second.card().kafka());
        rows.write(second.card().database(), "timeline", second.password(), 300);
        records.send(second.card().kafka(), 1000);
        var everything = second.everything();
        assertThat(everything).hasSizeGreaterThan(3);
        everything.forEach(process -> process.signal("KILL"));
        second.process().waitFor();

        var third = up(data);
        rows.assertAllIn(third.card().database(), "timeline", third.password());
        records.assertAllIn(third.card().kafka());
        everything = third.everything();
        new RunningProcess(third.process().pid())
                .signal("TERM"); // like Ctrl-C; INT is ignored if the tests run in the background
        assertThat(third.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(third.process().exitValue()).as(third.output()).isZero();
        assertThat(everything).noneMatch(RunningProcess::isRunning);
        assertThat(data.resolve("server.json")).doesNotExist();
        assertThat(third.output()).contains("Three things to try").contains("stopped");
    }

    @Test
    void a_second_start_in_the_folder_is_refused_and_external_servers_can_be_used() throws Exception {
        var server = up(temporary.resolve("data"));
        var card = server.card();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(server.data().resolve("server.json"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(server.data().resolve("server.json"))).doesNotContain(server.password());
        assertThat(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(card.url() + "/api/v1/health"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);

        var sameFolder = begin(server.data(), Map.of(), "--port", "0", "--pg-port", "0", "--kafka-port", "0");
        assertThat(sameFolder.process().waitFor()).isEqualTo(1);
        assertThat(sameFolder.output())
                .contains("is in use by another `timeline up` (process "
                        + server.process().pid() + ")");

        var kafkaPort = card.kafka().substring(card.kafka().indexOf(':') + 1);
        var samePort =
                begin(temporary.resolve("other"), Map.of(), "--port", "0", "--pg-port", "0", "--kafka-port", kafkaPort);
        assertThat(samePort.process().waitFor()).isEqualTo(1);
        assertThat(samePort.output())
                .contains("Port " + kafkaPort + " of 127.0.0.1 is taken")
                .contains("--kafka-port");
        assertThat(RunningProcess.in(samePort.data().toRealPath().resolve("postgres")))
                .isEmpty();

        var sibling = begin(
                temporary.resolve("sibling"),
                Map.of("PGUSER", "timeline", "PGPASSWORD", server.password()),
                "--empty",
                "--port",
                "0",
                "--database",
                card.database(),
                "--kafka",
                card.kafka());
        sibling.awaitReady();
        assertThat(sibling.card().database()).isEqualTo(card.database());
        assertThat(sibling.data().resolve("postgres")).doesNotExist();
        assertThat(sibling.stop()).isZero();

        var everything = server.everything();
        assertThat(server.stop()).isZero();
        assertThat(everything).noneMatch(RunningProcess::isRunning);
    }

    @Test
    void an_unknown_data_set_is_wrong_usage_and_the_known_ones_are_named() throws Exception {
        var unknown = begin(temporary.resolve("data"), Map.of(), "--data-set", "atlantis");
        assertThat(unknown.process().waitFor()).isEqualTo(2);
        assertThat(unknown.output())
                .contains("there is no data set or file 'atlantis'")
                .contains("afghanistan, kosovo, none, or the path of a file");
        assertThat(unknown.data()).doesNotExist();

        var torn = begin(temporary.resolve("data"), Map.of(), "--empty", "--data-set", "kosovo");
        assertThat(torn.process().waitFor()).isEqualTo(2);
        assertThat(torn.output()).contains("--empty loads nothing");
    }

    private RunningUp up(Path data) throws IOException {
        RunningUp running = RunningUp.empty(data, temporary);
        started.add(running);
        return running;
    }

    private RunningUp begin(Path data, Map<String, String> environment, String... options) throws IOException {
        RunningUp running = RunningUp.begin(data, temporary, environment, options);
        started.add(running);
        return running;
    }
}
