package org.geotimeline.cli.ask;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Farewell;
import org.geotimeline.cli.client.Lines;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
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
            "The history as it was recorded, one event a line, in the order of the ledger.",
            "Says on standard error which position it reached, and where to go on after a break."
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final long PROGRESS_NANOS = 5_000_000_000L;

    @Option(names = "--from", paramLabel = "N", description = "The first position. The first of all where not given.")
    @Nullable
    Long from;

    @Option(names = "--to", paramLabel = "N", description = "The last position. The last of all where not given.")
    @Nullable
    Long to;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only acts of this type.")
    @Nullable
    String type;

    @Option(names = "--actor", paramLabel = "ACTOR", description = "Only acts in which this one has a part.")
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
            return new Copying(server.screen()).all(client, question);
        }
    }

    /**
     * One run. Lines are written under the lock that the end of the process also takes, so that the position it tells
     * is that of the last whole line that was written, whatever stopped it.
     */
    private final class Copying {

        private final Screen screen;
        private final Object line = new Object();
        private final long begun = System.nanoTime();
        private long told = begun;
        private long count;
        private long reached;
        private boolean isOver;

        Copying(Screen screen) {
            this.screen = screen;
        }

        int all(Client client, Request question) {
            try (var farewell = new Farewell(this::stop);
                    InputStream stream = client.follow(question)) {
                return copy(new Lines(stream));
            } catch (IOException e) {
                return broken(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            }
        }

        private int copy(Lines lines) throws IOException {
            for (byte[] event = lines.next(); event != null; event = lines.next()) {
                if (!lines.isWhole() && !isJson(event)) {
                    return broken("the last line is not whole");
                }
                write(event);
                if (!lines.isReady() && screen.isClosed()) {
                    return unread();
                }
                progress();
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
            screen.note("done: " + standing());
            return Exit.OK;
        }

        /** Which position the reader has come to is then its own knowledge. */
        private int unread() {
            isOver = true;
            screen.note("stopped: nobody reads on");
            return Exit.OK;
        }

        private int broken(String why) {
            screen.flush();
            isOver = true;
            screen.problem("the stream broke off: " + why);
            screen.detail(standing());
            return count == 0 ? Exit.FAILURE : Exit.PARTLY_DONE;
        }

        private void stop() {
            synchronized (line) {
                if (!isOver) {
                    screen.flush();
                    screen.note("stopped: " + standing());
                }
            }
        }

        private void progress() {
            long now = System.nanoTime();
            if (now - told > PROGRESS_NANOS) {
                told = now;
                screen.note(String.format(
                        Locale.ROOT,
                        "%,d events, position %,d, %,.0f a second",
                        count,
                        reached,
                        count * 1e9 / (now - begun)));
            }
        }

        private String standing() {
            return reached == 0
                    ? "%d events".formatted(count)
                    : "%d events, position %d reached; --from %d goes on".formatted(count, reached, reached + 1);
        }
    }

    private static boolean isJson(byte[] line) {
        try {
            return JsonMapper.shared().readTree(line).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    /** The position that the line bears; 0 where it bears none. */
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
