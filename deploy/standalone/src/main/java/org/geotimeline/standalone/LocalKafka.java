package org.geotimeline.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Kafka broker of our own, in a JVM of its own, with its log in the data folder and its port on the loopback address.
 * Whatever it acknowledged survives the kill of either process. It has no passwords: every local user of the machine can
 * read and write its topics, which is why nothing is ever read back from them as truth but the feed's own position.
 */
final class LocalKafka implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final DataFolder data;
    private final int port;
    private final Process process;

    private LocalKafka(DataFolder data, int port, Process process) {
        this.data = data;
        this.port = port;
        this.process = process;
    }

    static LocalKafka start(DataFolder data, int port) {
        stopLeftover(data);
        var log = data.log("kafka");
        // The shell makes Ctrl-C and a closed terminal pass by: the broker stops after the application, when told to.
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xms64m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=kafka-broker-logback.xml"));
        var archive = System.getProperty("timeline.archive");
        if (archive != null) {
            // The launcher's folder for what the JVM keeps of loaded classes: half the time of a start.
            command.addAll(List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile="
                            + Path.of(archive)
                                    .resolveSibling(
                                            "broker-" + Runtime.version().feature() + ".jsa"),
                    "-Xlog:cds=off",
                    "-Xlog:cds+dynamic=off",
                    "-Xlog:aot=off"));
        }
        if (Runtime.version().feature() >= 23) {
            // Kafka unmaps its files by a way that newer JDKs complain about.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of(KafkaBroker.class.getName(), data.kafka().toString(), Integer.toString(port)));
        try {
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            builder.environment().remove("JDK_JAVA_OPTIONS");
            var process = builder.start();
            Files.writeString(pidFile(data), Long.toString(process.pid()));
            var broker = new LocalKafka(data, port, process);
            try {
                broker.awaitReady(log);
            } catch (RuntimeException e) {
                broker.close();
                throw e;
            }
            return broker;
        } catch (IOException e) {
            throw new NotStarted("Kafka could not be started: " + DataFolder.reason(e) + ".", e);
        }
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Stops the broker: its standard input ends, and it closes its logs. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
        }
        try {
            if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
            Files.deleteIfExists(pidFile(data));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The next start looks at the process, not at the file alone.
        }
    }

    private void awaitReady(Path log) {
        var ready = new CompletableFuture<Boolean>();
        Thread.ofPlatform().name("kafka-output").daemon().start(() -> {
            try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.equals(KafkaBroker.READY)) {
                        ready.complete(true);
                    }
                }
            } catch (IOException e) {
                // The end of its output, however it came.
            }
            ready.complete(false);
        });
        try {
            if (!ready.get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new NotStarted(
                        "Kafka did not start; see " + log + ". Its last words:\n" + DataFolder.tail(log, 5));
            }
        } catch (TimeoutException e) {
            throw new NotStarted(
                    "Kafka has not started after " + START_PATIENCE.toSeconds() + " s; see " + log + ".", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotStarted("The start of Kafka was interrupted.", e);
        }
    }

    /** Stops the broker that an earlier start with this data folder left running. It has usually begun to stop itself. */
    static void stopLeftover(DataFolder data) {
        try {
            var pidFile = pidFile(data);
            if (!Files.exists(pidFile)) {
                return;
            }
            var text = Files.readString(pidFile).strip();
            if (text.matches("[0-9]{1,18}")) {
                var process = new RunningProcess(Long.parseLong(text));
                var line = process.commandLine();
                var ours = line.contains(KafkaBroker.class.getName())
                        && line.contains(data.kafka().toString());
                if (process.isRunning() && ours && !process.awaitEnd(Duration.ofSeconds(6))) {
                    process.signal("KILL");
                    if (!process.awaitEnd(Duration.ofSeconds(10))) {
                        throw new NotStarted("A Kafka broker of an earlier start does not end (process " + process.pid()
                                + "). End it and try again.");
                    }
                }
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new NotStarted("Kafka could not be started: " + DataFolder.reason(e) + ".", e);
        }
    }

    private static Path pidFile(DataFolder data) {
        return data.root().resolve("kafka.pid");
    }
}
