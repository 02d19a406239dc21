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
            "Imports a file of another house, plain or packed with gzip.",
            "A file sent twice adds nothing. What could not be read is told at the end and kept on the server; the exit"
                    + " code is then 5. A snapshot that is empty, cut short or would take too much off a list is held."
        })
public final class ImportCommand implements Callable<Integer> {

    private static final long POLL_MILLIS = 1_000;

    @Parameters(paramLabel = "FILE", description = "The file.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path file;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "What it is: un-consolidated, us-chiefs-of-mission.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String format;

    @Option(names = "--dry-run", description = "Say what would come of it, and record nothing.")
    boolean dryRun;

    @Option(
            names = "--share",
            paramLabel = "FRACTION",
            description = "Hold a snapshot that would take more than this off a list. 0.1 where not given.")
    @Nullable
    Double share;

    @Option(names = "--force", description = "Import a snapshot that takes more off a list all the same.")
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
            Request place = Request.at("imports")
                    .with("format", format)
                    .with("mode", dryRun ? "dry-run" : "commit")
                    .with("share", share)
                    .withTrue("force", force);
            Reply reply = client.send(place, file);
            if (!reply.isGood()) {
                throw reply.failure();
            }
            while (reply.status() == 202 || isUnderWay(reply.json())) {
                progress(screen, reply.json());
                Thread.sleep(POLL_MILLIS);
                reply = client.ask(Request.at("imports", JsonText.of(reply.json(), "id")));
            }
            return told(screen, reply);
        }
    }

    private static boolean isUnderWay(JsonNode one) {
        String state = JsonText.of(one, "state");
        return state.equals("queued") || state.equals("running");
    }

    private static void progress(Screen screen, JsonNode one) {
        screen.note("%s of %s rows, %s a second, %s s left"
                .formatted(
                        JsonText.of(one, "handled"),
                        JsonText.of(one, "records"),
                        JsonText.of(one, "perSecond"),
                        JsonText.of(one, "secondsLeft").isEmpty() ? "?" : JsonText.of(one, "secondsLeft")));
    }

    private int told(Screen screen, Reply reply) {
        JsonNode one = reply.json();
        if (server.isJson()) {
            screen.served(reply.text());
        } else {
            screen.line("%s  %s  %s rows, %s acts %s, %s nothing new, %s rejects"
                    .formatted(
                            JsonText.of(one, "state"),
                            JsonText.of(one, "id"),
                            JsonText.of(one, "records"),
                            JsonText.of(one, "acts"),
                            dryRun ? "would be recorded" : "recorded",
                            JsonText.of(one, "nothingNew"),
                            JsonText.of(one, "rejects")));
        }
        String reason = JsonText.of(one, "reason");
        if (!reason.isEmpty()) {
            screen.problem(reason);
        }
        boolean rejects = one.path("rejects").asLong(0) > 0;
        if (rejects) {
            screen.note("the rejects are at /api/v1/imports/%s/rejects".formatted(JsonText.of(one, "id")));
        }
        screen.flush();
        return !JsonText.of(one, "state").equals("done") ? Exit.FAILURE : rejects ? Exit.PARTLY_DONE : Exit.OK;
    }
}
