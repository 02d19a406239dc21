package org.geotimeline.cli.ask;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Lines;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.client.ShutdownNote;
import org.geotimeline.cli.screen.ProgressNotes;
import org.geotimeline.cli.screen.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the recorded events, one a line, in the order of the ledger.",
            "Standard error reports the position reached, and the option that continues after a break."
        })
public final class ReplayCommand implements Callable<Integer> {

    @Option(names = "--from", paramLabel = "N", description = "The first position (default: the start of the ledger).")
    @Nullable
    Long from;

    @Option(names = "--to", paramLabel = "N", description = "The last position (default: the end of the ledger).")
    @Nullable
    Long to;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only acts of this type.")
    @Nullable
    String type;

    @Option(names = "--actor", paramLabel = "ACTOR", description = "Only acts with this actor.")
    @Nullable
    String actor;

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        Request question = Request.at("replay")
                .with("from", from)
                .with("to", to)
                .with("type", type)
                .with("actor", actor);
        try (Client client = server.client()) {
            return new Run(server.screen()).all(client, question);
        }
    }

    /**
     * One run. Lines are written under a lock that the shutdown hook takes too, so that the hook reports the position
     * of the last whole line.
     */
    private static final class Run {

        private final Screen screen;
        private final Object line = new Object();
        private final ProgressNotes progress;
        private long count;
        private long reached;
        private boolean isOver;

        Run(Screen screen) {
            this.screen = screen;
            this.progress = new ProgressNotes(screen);
        }

        int all(Client client, Request question) {
            try (var note = new ShutdownNote(this::stop);
                    InputStream stream = client.follow(question)) {
                return copy(new Lines(stream));
            } catch (IOException e) {
                return broken(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            }
        }

        private int copy(Lines lines) throws IOException {
            for (byte[] event = lines.next(); event != null; event = lines.next()) {
                if (!lines.isWhole() && !isJson(event)) {
                    return broken("the last line is incomplete");
                }
                write(event);
                if (!lines.isReady() && screen.isClosed()) {
                    return unread();
                }
                progress.step(seconds -> String.format(
                        Locale.ROOT, "%,d events, position %,d, %,.0f a second", count, reached, count / seconds));
            }
            return screen.isClosed() ? unread() : over();
        }

        private void write(byte[] event) {
            synchronized (line) {
                screen.line(new String(event, StandardCharsets.UTF_8));
                count++;
                reached = Math.max(reached, position(event));
            }
        }

        private int over() {
            isOver = true;
            screen.note("done: " + reached());
            return Exit.OK;
        }

        /** Reports no position: only the reader knows the last line that it read. */
        private int unread() {
            isOver = true;
            screen.note("stopped: standard output is closed");
            return Exit.OK;
        }

        private int broken(String reason) {
            screen.flush();
            isOver = true;
            screen.problem("the stream ended early: " + reason);
            screen.detail(reached());
            return count == 0 ? Exit.FAILURE : Exit.PARTLY_DONE;
        }

        private void stop() {
            synchronized (line) {
                if (!isOver) {
                    screen.flush();
                    screen.note("stopped: " + reached());
                }
            }
        }

        private String reached() {
            return reached == 0
                    ? "%d events".formatted(count)
                    : "%d events, position %d reached; --from %d continues".formatted(count, reached, reached + 1);
        }
    }

    private static boolean isJson(byte[] line) {
        try {
            return JsonMapper.shared().readTree(line).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    /** The field {@code position} of the event; 0 without one. */
    private static long position(byte[] event) {
        try (JsonParser parser = JsonMapper.shared().createParser(event)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return 0;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isPosition = parser.currentName().equals("position");
                JsonToken value = parser.nextToken();
                if (isPosition && value == JsonToken.VALUE_NUMBER_INT) {
                    return parser.getLongValue();
                }
                parser.skipChildren();
            }
            return 0;
        } catch (JacksonException e) {
            return 0;
        }
    }
}
