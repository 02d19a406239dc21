package org.geotimeline.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.geotimeline.api.record.DataFile;
import org.geotimeline.cli.TimelineCommand;

/** Prints three first questions, with the current answers of the running server. */
final class ThingsToTry {

    private static final int MAX_BODY_CHARS = 600;

    /** The server that a command asks if it finds no other. */
    private static final String USUAL = "http://127.0.0.1:8080";

    private static final List<List<String>> COMMANDS = List.of(
            List.of("stance", "RUS", "--subject", "TAL", "--valid-at", "2024-10-20", "--known-at", "2024-12-01"),
            List.of("participation", "moscow-format"));

    private static final String QUESTION =
            "/api/v1/stances/KAZ/TAL?dimension=designation&validAt=2024-01-01&knownAt=2024-01-02";

    private final String url;
    private final String launcher;
    private final PrintWriter out;

    ThingsToTry(String url, String launcher, PrintWriter out) {
        this.url = url;
        this.launcher = launcher;
        this.out = out;
    }

    /** @param loaded the loaded data set; empty for none */
    void print(Optional<DataFile> loaded) {
        out.println("Three things to try, in another terminal:");
        if (loaded.isEmpty()) {
            run(List.of("acts"));
            ask("/api/v1/acts");
            out.println();
            out.println("  " + launcher + " record --help");
            out.println("    (the ledger is empty; this command shows how to write to it)");
        } else if (!loaded.get().name().equals(DataFile.DEFAULT)) {
            Optional<String> subject = loaded.get().subject();
            List<String> about = subject.map(s -> List.of("--subject", s)).orElse(List.of());
            run(Stream.concat(Stream.of("acts", "--limit", "5"), about.stream()).toList());
            run(List.of("actors", "--limit", "5"));
            ask(subject.map(s -> "/api/v1/stances?subject=" + s + "&limit=2").orElse("/api/v1/acts?limit=2"));
        } else {
            COMMANDS.forEach(this::run);
            ask(QUESTION);
        }
        out.println();
        out.flush();
    }

    /** Runs the command in this process, so that its real output is shown. */
    private void run(List<String> command) {
        out.println();
        out.println("  " + launcher + " " + String.join(" ", command) + (url.equals(USUAL) ? "" : " --server " + url));
        out.flush();
        var arguments = new ArrayList<>(command);
        arguments.add("--server");
        arguments.add(url);
        TimelineCommand.commandLine().execute(arguments.toArray(String[]::new));
    }

    private void ask(String question) {
        out.println();
        out.println("  curl '" + url + question + "'");
        try (var http = HttpClient.newHttpClient()) {
            var body = http.send(
                            HttpRequest.newBuilder(URI.create(url + question))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body()
                    .strip();
            out.println(body.length() <= MAX_BODY_CHARS ? body : body.substring(0, MAX_BODY_CHARS) + " …");
        } catch (IOException e) {
            out.println("(no answer: " + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
