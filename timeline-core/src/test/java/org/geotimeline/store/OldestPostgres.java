package org.geotimeline.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL 15, the oldest that is supported, in a folder and on a port of its own: what Debian 12 calls
 * {@code postgresql-15} is used where it is installed, and its services are left alone.
 */
public final class OldestPostgres implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final int PATIENCE_S = 120;

    private final Path folder;
    private final int port;

    private OldestPostgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts it; skips the test, in a sentence, where it is not installed. */
    public static OldestPostgres startOrSkip(Path empty) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAMS.resolve("postgres"))) {
            String sentence = "PostgreSQL 15 is not tried: there is no " + PROGRAMS.resolve("postgres")
                    + "; Debian 12 has it in the package postgresql-15.";
            System.out.println(sentence);
            Assumptions.abort(sentence);
        }
        var server = new OldestPostgres(empty.resolve("postgres"), freePort());
        server.run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8");
        Files.writeString(server.folder.resolve("postgresql.auto.conf"), """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 200
                """.formatted(server.port));
        server.run("pg_ctl", "--log=" + empty.resolve("postgres.log"), "--wait", "start");
        return server;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace without names root is nobody, with the same files. */
    private void run(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(List.of(PROGRAMS.resolve(program).toString(), "--pgdata=" + folder));
        command.addAll(List.of(arguments));
        Path log = folder.resolveSibling(program + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("%s failed:%n%s".formatted(command, Files.readString(log)));
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("pg_ctl", "--mode=immediate", "--wait", "stop");
    }
}
