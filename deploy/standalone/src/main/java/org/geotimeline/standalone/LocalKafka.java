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
 * A Kafka broker in a JVM of its own, with its log in the data folder and its port on the loopback address.
 * Acknowledged records survive the kill of either process. The broker has no passwords, so every local user can read
 * and write its topics. Therefore the application reads nothing from them but the position of its own feed.
 */
final class LocalKafka implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration OWN_STOP_TIMEOUT = Duration.ofSeconds(6);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

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
        Path log = data.log("kafka");
        try {
            var builder = new ProcessBuilder(command(data, port))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            builder.environment().remove("JDK_JAVA_OPTIONS");
            Process process = builder.start();
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

    private static List<String> command(DataFolder data, int port) {
        // The shell ignores Ctrl-C and a closed terminal, so that the broker stops after the application.
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xms64m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=kafka-broker-logback.xml"));
        command.addAll(classArchive());
        if (Runtime.version().feature() >= 23) {
            // Newer JDKs warn about the method by which Kafka unmaps its files.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of(KafkaBroker.class.getName(), data.kafka().toString(), Integer.toString(port)));
        return command;
    }

    /** The options of a class archive, in the launcher's folder, which halves the time of a start. */
    private static List<String> classArchive() {
        String launcherArchive = System.getProperty("timeline.archive");
        if (launcherArchive == null) {
            return List.of();
        }
        Path archive = Path.of(launcherArchive)
                .resolveSibling("broker-" + Runtime.version().feature() + ".jsa");
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-Xlog:aot=off");
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

    /** Closes the standard input of the broker, which then closes its logs and ends. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The broker has ended already.
        }
        try {
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
            Files.deleteIfExists(pidFile(data));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The next start checks the process, not only the file.
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
                // The output has ended.
            }
            ready.complete(false);
        });
        try {
            if (!ready.get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new NotStarted(
                        "Kafka did not start; see " + log + ". Its last lines:\n" + DataFolder.tail(log, 5));
            }
        } catch (TimeoutException e) {
            throw new NotStarted(
                    "Kafka has not started after " + START_TIMEOUT.toSeconds() + " s; see " + log + ".", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotStarted("The start of Kafka was interrupted.", e);
        }
    }

    /** Stops the broker that an earlier start left running in this data folder. Usually it is stopping by itself. */
    static void stopLeftover(DataFolder data) {
        Path pidFile = pidFile(data);
        try {
            if (!Files.exists(pidFile)) {
                return;
            }
            String pid = Files.readString(pidFile).strip();
            if (pid.matches("[0-9]{1,18}")) {
                stopLeftover(data, new RunningProcess(Long.parseLong(pid)));
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new NotStarted("Kafka could not be started: " + DataFolder.reason(e) + ".", e);
        }
    }

    private static void stopLeftover(DataFolder data, RunningProcess process) {
        String line = process.commandLine();
        boolean isBroker = line.contains(KafkaBroker.class.getName())
                && line.contains(data.kafka().toString());
        if (!isBroker || !process.isRunning() || process.awaitEnd(OWN_STOP_TIMEOUT)) {
            return;
        }
        process.signal("KILL");
        if (!process.awaitEnd(KILL_TIMEOUT)) {
            throw new NotStarted("A Kafka broker of an earlier start does not end (process " + process.pid()
                    + "). End it and try again.");
        }
    }

    private static Path pidFile(DataFolder data) {
        return data.root().resolve("kafka.pid");
    }
}
