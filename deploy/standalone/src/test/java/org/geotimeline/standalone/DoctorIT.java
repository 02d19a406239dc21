package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code timeline doctor} before a start, beside a running server, after a kill, and for external servers. */
class DoctorIT {

    private static final String ANY_PORT = "--port=0";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    @Test
    void a_machine_without_a_server_is_ok_and_stays_unchanged() {
        var data = temporary.resolve("data");

        var ran = doctor(data, ANY_PORT, "--kafka-port=0", "--pg-port=0");

        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out())
                .contains("ok       JDK ")
                .contains("does not exist yet; 'timeline up' makes it")
                .doesNotContain("wrong    ");
        assertThat(data).doesNotExist();
    }

    @Test
    void a_port_in_use_is_wrong_and_its_process_is_named() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ran = doctor(
                    temporary.resolve("data"), "--port=" + taken.getLocalPort(), "--kafka-port=0", "--pg-port=0");

            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.out())
                    .containsPattern("wrong    Port %d of 127.0.0.1 is taken.* --port".formatted(taken.getLocalPort()));
        }
    }

    @Test
    void an_unusable_folder_is_reported_with_its_remedy() throws Exception {
        var file = Files.writeString(temporary.resolve("file"), "no folder");
        assertThat(doctor(file, ANY_PORT, "--kafka-port=0", "--pg-port=0").out())
                .contains("is not a folder; name another with --data");

        var old = Files.createDirectories(temporary.resolve("old/postgres"));
        Files.writeString(old.resolve("PG_VERSION"), "12\n");
        Files.setPosixFilePermissions(temporary.resolve("old"), PosixFilePermissions.fromString("rwxr-xr-x"));
        var ran = doctor(temporary.resolve("old"), ANY_PORT, "--kafka-port=0", "--pg-port=0");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("wrong    its ledger is in files of PostgreSQL 12, but this program starts 18")
                .contains("warning  other users can read it (rwxr-xr-x)");
    }

    @Test
    void unreachable_servers_are_wrong() {
        var ran = doctor(
                temporary.resolve("data"),
                ANY_PORT,
                "--database=postgres://nobody@127.0.0.1:1/none",
                "--kafka=127.0.0.1:1");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("wrong    The database at jdbc:postgresql://127.0.0.1:1/none cannot be used as nobody")
                .contains("wrong    None of the servers of --kafka answers");
    }

    @Test
    void a_running_server_is_found_and_after_a_kill_what_it_left() throws Exception {
        var server = RunningUp.empty(temporary.resolve("data"), temporary);
        var started = new ArrayList<ProcessHandle>();
        try {
            var card = server.card();
            server.process().descendants().forEach(started::add);
            var ports = new String[] {
                "--port=" + URI.create(card.url()).getPort(),
                "--kafka-port=" + port(card.kafka()),
                "--pg-port=" + port(card.database().replaceFirst("/[a-z]+$", ""))
            };
            var running = doctor(server.data(), ports);
            assertThat(running.code()).as(running.out()).isZero();
            assertThat(running.out())
                    .contains("a server uses it (process " + server.process().pid() + ")")
                    .contains("it answers at " + card.url())
                    .contains("ok       port " + port(card.kafka()) + " is in use by the server of this folder")
                    .doesNotContain("wrong    ");
            assertThat(doctor(temporary.resolve("other"), ports).code()).isEqualTo(1);

            var ops = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(card.url() + "/api/v1/ops"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(ops)
                    .contains("\"topic\":\"timeline.acts.v1\"")
                    .contains("\"folder\":\"" + server.data().toRealPath());

            var external = doctor(
                    temporary.resolve("other"),
                    ANY_PORT,
                    "--database=" + card.database().replace("//", "//timeline:" + server.password() + "@"),
                    "--kafka=" + card.kafka());
            assertThat(external.code()).as(external.out()).isZero();
            assertThat(external.out())
                    .contains("timeline owns the ledger")
                    .contains("fsync, full_page_writes and synchronous_commit are on")
                    .contains("timeline.acts.v1 keeps all records")
                    .doesNotContain(server.password());

            server.process().destroyForcibly().waitFor();
            var left = doctor(server.data(), ports);
            assertThat(left.code()).as(left.out()).isZero();
            assertThat(left.out())
                    .contains("warning  a server was killed, and its PostgreSQL or Kafka still runs")
                    .contains("left by a killed server; the next 'timeline up' stops it");
        } finally {
            server.kill();
            started.forEach(ProcessHandle::destroyForcibly);
            for (ProcessHandle each : started) {
                each.onExit().get(30, TimeUnit.SECONDS); // the folder is deleted afterwards
            }
        }
    }

    private record Result(int code, String out) {}

    private static Result doctor(Path data, String... more) {
        var out = new StringWriter();
        var arguments = new String[more.length + 2];
        arguments[0] = "--data";
        arguments[1] = data.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        int code = new CommandLine(new Doctor()).setOut(new PrintWriter(out)).execute(arguments);
        return new Result(code, out.toString());
    }

    private static String port(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }
}
