package org.geotimeline.cli.ask;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotimeline.cli.client.CliFailure;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Lines;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.client.ShutdownNote;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = {
            "Prints new acts as they are recorded, one a line, until stopped; with --json, events in the format of"
                    + " replay.",
            "Standard error reports the option that continues after the end."
        })
public final class TailCommand implements Callable<Integer> {

    private static final long PAUSE_MS = 1_000;

    @Option(
            names = "--from",
            paramLabel = "N",
            description = "Begin at this position of the ledger (default: after its end).")
    @Nullable
    Long from;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only acts of this type.")
    @Nullable
    String type;

    @Option(names = "--actor", paramLabel = "ACTOR", description = "Only acts with this actor.")
    @Nullable
    String actor;

    @Nullable
    Long maxCount;

    @Mixin
    final Server server = new Server();

    @Option(names = "--count", paramLabel = "N", description = "Stop after this many acts (default: never).")
    void count(long acts) {
        if (acts < 1) {
            throw server.misuse("--count must be at least 1, not " + acts);
        }
        maxCount = acts;
    }

    @Override
    public Integer call() {
        var run = new Run(server.screen());
        try (Client client = server.client();
                var note = new ShutdownNote(run::stopped)) {
            return run.all(client);
        }
    }

    private final class Run {

        private final Screen screen;
        private final Object lock = new Object();
        private long next;
        private long count;
        private boolean isOver;

        Run(Screen screen) {
            this.screen = screen;
        }

        int all(Client client) {
            long end = head(client);
            next = from == null ? end + 1 : from;
            if (next > end + 1) {
                throw new CliFailure(
                        Exit.USAGE, "position %d is past the end of the ledger, which is %d".formatted(next, end));
            }
            try {
                read(client, end); // even without new events, so that an error in the question is reported now
                while (!isEnough() && !screen.isClosed()) {
                    Thread.sleep(PAUSE_MS);
                    end = head(client);
                    if (end >= next) {
                        read(client, end);
                    }
                }
                return over("done: ", Exit.OK);
            } catch (IOException | CliFailure e) {
                if (e instanceof CliFailure failure && count == 0) {
                    isOver = true;
                    throw failure;
                }
                screen.problem("the stream ended early: " + e.getMessage());
                return over("", count == 0 ? Exit.FAILURE : Exit.PARTLY_DONE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return over("stopped: ", Exit.OK);
            }
        }

        /** The last position of the ledger. */
        private static long head(Client client) {
            return client.ask(Request.at("health")).json().path("position").asLong();
        }

        private void read(Client client, long end) throws IOException {
            Request question =
                    Request.at("replay").with("from", next).with("type", type).with("actor", actor);
            try (InputStream stream = client.follow(question)) {
                var lines = new Lines(stream);
                for (byte[] event = lines.next(); event != null && !isEnough(); event = lines.next()) {
                    write(JsonMapper.shared().readTree(event), new String(event, StandardCharsets.UTF_8));
                }
            }
            screen.flush();
            next = isEnough() ? next : Math.max(next, end + 1);
        }

        private void write(JsonNode event, String served) {
            synchronized (lock) {
                screen.line(server.isJson() ? served : line(event));
                count++;
                next = event.path("position").asLong() + 1;
            }
        }

        private boolean isEnough() {
            return count >= Objects.requireNonNullElse(maxCount, Long.MAX_VALUE);
        }

        private int over(String outcome, int code) {
            isOver = true;
            screen.note("%s%d events; --from %d continues".formatted(outcome, count, next));
            return code;
        }

        private void stopped() {
            synchronized (lock) {
                if (!isOver) {
                    screen.flush();
                    screen.note("stopped: %d events; --from %d continues".formatted(count, next));
                }
            }
        }
    }

    /** An event as one line: position, time of recording, type, id, valid time, actors and title. */
    private static String line(JsonNode event) {
        JsonNode body = event.path("body");
        String type = JsonText.of(event, "type");
        return Stream.of(
                        JsonText.of(event, "position"),
                        JsonText.of(event, "recordedAt"),
                        type.substring(type.lastIndexOf('.') + 1),
                        JsonText.of(body, "id"),
                        JsonText.of(body, "valid"),
                        JsonText.of(body, "actors"),
                        JsonText.of(body, "title"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("  "));
    }
}
