package org.geotimeline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.geotimeline.bench.peer.Peer;

/** A program in a separate process with its own class path. It reads questions as lines, and ends with its input. */
final class Program implements AutoCloseable {

    private static final long ANSWER_MINUTES = 30;
    private static final long READY_SECONDS = 60;
    private static final long END_SECONDS = 15;
    private static final String READY = "ready";
    private static final int LINES_TOLD = 5;

    private final Process process;
    private final Path errors;
    private final PrintStream questions;
    private final BufferedReader answers;
    private boolean ready;

    private Program(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts it with the class path of this program. */
    static Program here(String main, List<String> arguments, Path folder) throws IOException {
        return start(System.getProperty("java.class.path"), List.of(), main, arguments, folder);
    }

    /**
     * Starts the program.
     *
     * @param options the options of its JVM
     * @param folder the folder for the file of its standard error
     */
    static Program start(String classPath, List<String> options, String main, List<String> arguments, Path folder)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add(main);
        command.addAll(arguments);
        Path errors = Files.createTempFile(folder, main.substring(main.lastIndexOf('.') + 1), ".err");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("CLASSPATH", classPath);
        return new Program(builder.start(), errors);
    }

    /** Sends a question, and waits for the number. */
    double ask(Object... words) throws Exception {
        questions.println(
                String.join(" ", List.of(words).stream().map(Object::toString).toList()));
        String answer = line(TimeUnit.MINUTES.toSeconds(ANSWER_MINUTES));
        if (!answer.startsWith(Peer.OK + " ")) {
            throw new IllegalStateException(answer);
        }
        return Double.parseDouble(answer.substring(Peer.OK.length() + 1));
    }

    /** Waits until the program reports that it is ready. */
    void awaitReady() throws Exception {
        if (!ready) {
            while (!line(READY_SECONDS).equals(READY)) {
                // Output before that line is ignored.
            }
            ready = true;
        }
    }

    private String line(long seconds) throws Exception {
        try {
            String line = CompletableFuture.supplyAsync(this::read).get(seconds, TimeUnit.SECONDS);
            if (line.isEmpty()) {
                throw new IllegalStateException("the program has ended; its last words: " + lastWords());
            }
            return line;
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("the program has not answered for %d seconds".formatted(seconds), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the program cannot be read", e);
        }
    }

    private String read() {
        try {
            String line = answers.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String lastWords() throws IOException {
        List<String> all = Files.readAllLines(errors);
        return String.join(" | ", all.subList(Math.max(0, all.size() - LINES_TOLD), all.size()));
    }

    @Override
    public void close() {
        questions.close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
