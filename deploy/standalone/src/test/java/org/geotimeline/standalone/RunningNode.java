package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A {@link SmallNode} in a process of its own, which can be killed or frozen at any time. */
final class RunningNode implements AutoCloseable {

    private static final String GONE = "gone";
    private static final int PATIENCE_S = 120;

    private final String name;
    private final Process process;
    private final Path log;
    private final Writer input;
    private final Thread reader;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private int asked;

    private RunningNode(String name, Process process, Path log, Consumer<String> acts) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.reader = Thread.ofPlatform().daemon().name("heard-of-" + name).start(() -> listen(acts));
    }

    /**
     * Starts the node, and returns at once.
     *
     * @param acts receives the outcome of an act as one line
     */
    static RunningNode start(
            String name, Path log, Consumer<String> acts, List<String> properties, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(properties);
        command.add(SmallNode.class.getName());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            return new RunningNode(name, builder.start(), log, acts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(Consumer<String> acts) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("(on-file|taken|refused|failed) .*")) {
                    acts.accept(line);
                } else {
                    answers.add(line);
                }
            }
        } catch (IOException e) {
            // The output has ended.
        }
        answers.add(GONE);
    }

    String name() {
        return name;
    }

    void awaitReady() {
        assertThat(heard())
                .as("the first word of %s, which tells the rest in %s", name, DataFolder.tail(log, 20))
                .isEqualTo("ready");
    }

    private String heard() {
        try {
            String answer = answers.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(answer)
                    .as("an answer of %s; its log ends\n%s", name, DataFolder.tail(log, 20))
                    .isNotNull();
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a line, and does not wait for the answer. A dead node ignores it. */
    void tell(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            // The node was killed, and the next node gets its lines.
        }
    }

    void begin(String question) {
        asked++;
        tell(question);
    }

    /** Waits for the answers to all lines sent; empty if the node is gone. */
    List<String> answers() {
        var all = new ArrayList<String>();
        while (asked > 0) {
            String line = heard();
            if (line.equals(GONE)) {
                return List.of();
            }
            if (line.equals(SmallNode.END)) {
                asked--;
            } else {
                all.add(line);
            }
        }
        return all;
    }

    List<String> ask(String question) {
        answers();
        begin(question);
        return answers();
    }

    void signal(String signal) {
        new RunningProcess(process.pid()).signal(signal);
    }

    /** Kills the node, and reads the rest of its output. */
    void kill() {
        process.toHandle().destroyForcibly(); // not of the process itself, which would close its output
        awaitEnd();
    }

    void awaitEnd() {
        try {
            assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS))
                    .as("%s has ended", name)
                    .isTrue();
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
