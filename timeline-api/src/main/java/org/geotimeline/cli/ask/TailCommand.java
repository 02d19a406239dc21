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
import org.geotimeline.cli.client.Farewell;
import org.geotimeline.cli.client.Lines;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
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
            "New acts as they are recorded, one a line, until it is stopped; with --json the events as replay has them.",
            "Says on standard error, when it ends, at which position to go on."
        })
public final class TailCommand implements Callable<Integer> {

    /** How long it waits before it looks again. */
    private static final long PAUSE_MS = 1_000;

    @Option(
            names = "--from",
            paramLabel = "N",
            description = "Begin at this position of the ledger. With what comes next where not given.")
    @Nullable
    Long from;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only acts of this type.")
    @Nullable
    String type;

    @Option(names = "--actor", paramLabel = "ACTOR", description = "Only acts in which this one has a part.")
    @Nullable
    String actor;

    @Nullable
    Long most;

    @Mixin
    final Server server = new Server();

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "End after so many. It goes on for ever where not given.")
    void count(long acts) {
        if (acts < 1) {
            throw server.misuse("--count is at least 1, not " + acts);
        }
        most = acts;
    }

    @Override
    public Integer call() {
        var following = new Following(server.screen());
        try (Client client = server.client();
                var farewell = new Farewell(following::stopped)) {
            return following.all(client);
        }
    }

    private final class Following {

        private final Screen screen;
        private final Object line = new Object();
        private long next;
        private long count;
        private boolean isOver;

        Following(Screen screen) {
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
                read(client, end); // also where there is nothing yet: what is wrong with the question is told at once
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
                screen.problem("the stream broke off: " + e.getMessage());
                return over("", count == 0 ? Exit.FAILURE : Exit.PARTLY_DONE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return over("stopped: ", Exit.OK);
            }
        }

        /** The end of the ledger: with all up to here read, the next position is the one after. */
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
            synchronized (line) {
                screen.line(server.isJson() ? served : told(event));
                count++;
                next = event.path("position").asLong() + 1;
            }
        }

        private boolean isEnough() {
            return count >= Objects.requireNonNullElse(most, Long.MAX_VALUE);
        }

        private int over(String how, int code) {
            isOver = true;
            screen.note("%s%d events; --from %d goes on".formatted(how, count, next));
            return code;
        }

        private void stopped() {
            synchronized (line) {
                if (!isOver) {
                    screen.flush();
                    screen.note("stopped: %d events; --from %d goes on".formatted(count, next));
                }
            }
        }
    }

    /** One event in one line: where it stands, what it is, when it was, and who. */
    private static String told(JsonNode event) {
        JsonNode body = event.path("body");
        String named = JsonText.of(event, "type");
        return Stream.of(
                        JsonText.of(event, "position"),
                        JsonText.of(event, "recordedAt"),
                        named.substring(named.lastIndexOf('.') + 1),
                        JsonText.of(body, "id"),
                        JsonText.of(body, "valid"),
                        JsonText.of(body, "actors"),
                        JsonText.of(body, "title"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("  "));
    }
}
