package org.geotimeline.cli.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.geotimeline.cli.client.CliFailure;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Reply;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Imports a file of another publisher, plain or packed with gzip.",
            "A file sent twice adds nothing. Rejected rows are counted at the end and kept on the server; the exit"
                    + " code is then 5. A snapshot is held if it is empty, cut short or removes too much from a list."
        })
public final class ImportCommand implements Callable<Integer> {

    private static final long POLL_PAUSE_MS = 1_000;

    @Parameters(paramLabel = "FILE", description = "The file to import.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path file;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "The format of the file: un-consolidated, us-chiefs-of-mission.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String format;

    @Option(names = "--dry-run", description = "Show the result without recording anything.")
    boolean dryRun;

    @Option(
            names = "--share",
            paramLabel = "FRACTION",
            description = "Hold a snapshot that removes more than this share of a list (default: 0.1).")
    @Nullable
    Double share;

    @Option(names = "--force", description = "Import a snapshot even if it removes more than that share.")
    boolean force;

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new CliFailure(Exit.USAGE, "there is no file %s".formatted(file));
        }
        Screen screen = server.screen();
        try (Client client = server.client()) {
            Request order = Request.at("imports")
                    .with("format", format)
                    .with("mode", dryRun ? "dry-run" : "commit")
                    .with("share", share)
                    .withFlag("force", force);
            Reply reply = client.post(order, file).requireGood();
            while (reply.status() == 202 || isRunning(reply.json())) {
                progress(screen, reply.json());
                Thread.sleep(POLL_PAUSE_MS);
                reply = client.ask(Request.at("imports", JsonText.of(reply.json(), "id")));
            }
            return end(screen, reply);
        }
    }

    private static boolean isRunning(JsonNode job) {
        String state = JsonText.of(job, "state");
        return state.equals("queued") || state.equals("running");
    }

    private static void progress(Screen screen, JsonNode job) {
        screen.note("%s of %s rows, %s a second, %s s left"
                .formatted(
                        JsonText.of(job, "handled"),
                        JsonText.of(job, "records"),
                        JsonText.of(job, "perSecond"),
                        JsonText.of(job, "secondsLeft").isEmpty() ? "?" : JsonText.of(job, "secondsLeft")));
    }

    private int end(Screen screen, Reply reply) {
        JsonNode job = reply.json();
        if (server.isJson()) {
            screen.served(reply.text());
        } else {
            screen.line("%s  %s  %s rows, %s acts %s, %s nothing new, %s rejects"
                    .formatted(
                            JsonText.of(job, "state"),
                            JsonText.of(job, "id"),
                            JsonText.of(job, "records"),
                            JsonText.of(job, "acts"),
                            dryRun ? "would be recorded" : "recorded",
                            JsonText.of(job, "nothingNew"),
                            JsonText.of(job, "rejects")));
        }
        String reason = JsonText.of(job, "reason");
        if (!reason.isEmpty()) {
            screen.problem(reason);
        }
        boolean rejects = job.path("rejects").asLong(0) > 0;
        if (rejects) {
            screen.note("the server keeps the rejects at /api/v1/imports/%s/rejects".formatted(JsonText.of(job, "id")));
        }
        screen.flush();
        return !JsonText.of(job, "state").equals("done") ? Exit.FAILURE : rejects ? Exit.PARTLY_DONE : Exit.OK;
    }
}
