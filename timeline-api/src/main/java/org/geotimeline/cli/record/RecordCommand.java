package org.geotimeline.cli.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.geotimeline.cli.client.CliFailure;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Lines;
import org.geotimeline.cli.client.Reply;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.ProgressNotes;
import org.geotimeline.cli.screen.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Records one act from a JSON object, or many from NDJSON, one a line, in this order.",
            "Prints one line for each act. Refused acts are also reported on standard error; the exit code is 5 if"
                    + " others were recorded."
        })
public final class RecordCommand implements Callable<Integer> {

    private static final ObjectReader WHOLE =
            JsonMapper.shared().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Parameters(paramLabel = "FILE|-", description = "The file of acts; - reads standard input.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String file;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "Makes a repeated send safe for an act without an id. In NDJSON, line N gets KEY-N.")
    @Nullable
    String idempotencyKey;

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
                Client client = server.client()) {
            return new Run(client, server.screen()).all(in);
        } catch (NoSuchFileException e) {
            throw new CliFailure(Exit.USAGE, "there is no file %s".formatted(file));
        } catch (IOException e) {
            throw new CliFailure(Exit.FAILURE, "%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    /** One run over the acts of a file. */
    private final class Run {

        private final Client client;
        private final Screen screen;
        private final ProgressNotes progress;
        private int accepted;
        private int refused;

        Run(Client client, Screen screen) {
            this.client = client;
            this.screen = screen;
            this.progress = new ProgressNotes(screen);
        }

        /**
         * A file is NDJSON if its first or its second line is a whole JSON object; otherwise it is one act over many
         * lines. NDJSON is therefore recognised even if its first line is broken.
         */
        int all(InputStream in) throws IOException {
            var lines = new Lines(in);
            byte[] first = nextWithText(lines);
            if (first == null) {
                throw new CliFailure(Exit.USAGE, "there is no act in %s".formatted(file));
            }
            long firstNumber = lines.number();
            byte[] second = nextWithText(lines);
            if (second == null) {
                return one(first);
            }
            if (!isObject(first) && !isObject(second)) {
                return one(rest(first, second, lines));
            }
            line(first, firstNumber);
            for (byte[] next = second; next != null; next = nextWithText(lines)) {
                line(next, lines.number());
                progress.step(seconds -> String.format(
                        Locale.ROOT,
                        "%,d acts on file, %,d refused, %,.0f a second",
                        accepted,
                        refused,
                        (accepted + refused) / seconds));
            }
            return done();
        }

        private int one(byte[] act) {
            refuseList(act);
            Reply reply = client.post(Request.at("acts"), act, idempotencyKey);
            if (!reply.isGood()) {
                if (server.isJson()) {
                    screen.servedProblem(reply.text());
                    screen.flush();
                    return Exit.FAILURE;
                }
                throw new CliFailure(Exit.FAILURE, reply.sentence(), reply.faults());
            }
            print(reply);
            screen.flush();
            return Exit.OK;
        }

        private void line(byte[] act, long number) {
            Reply reply;
            try {
                reply = client.post(
                        Request.at("acts"), act, idempotencyKey == null ? null : idempotencyKey + "-" + number);
            } catch (CliFailure e) {
                throw accepted == 0 ? e : stopped(e, number);
            }
            if (reply.isGood()) {
                accepted++;
                print(reply);
            } else {
                refused++;
                screen.line(
                        server.isJson()
                                ? compact(reply.text())
                                : "refused      line %d  %s".formatted(number, reply.sentence()));
                screen.problem("line %d: %s".formatted(number, reply.sentence()));
                reply.faults().forEach(screen::detail);
            }
            screen.out().flush();
        }

        private CliFailure stopped(CliFailure e, long number) {
            return new CliFailure(
                    Exit.PARTLY_DONE,
                    e.sentence(),
                    List.of(
                            "%d acts are on file, and line %d may be; the lines after it were not sent"
                                    .formatted(accepted, number),
                            "send the file again: an act with an id that is on file adds nothing"));
        }

        private void print(Reply reply) {
            if (server.isJson()) {
                screen.line(compact(reply.text()));
                return;
            }
            JsonNode answer = reply.json();
            boolean isNew = !answer.path("outcome").asString("").equals("nothing_new") && reply.status() != 200;
            var line = new StringBuilder(isNew ? "recorded     " : "nothing new  ").append(JsonText.of(answer, "id"));
            append(line, "  ", JsonText.of(answer, "type"));
            append(line, "  position ", JsonText.of(answer, "position"));
            append(line, "  perhaps the same as ", JsonText.of(answer, "possibleDuplicates"));
            screen.line(line.toString());
        }

        private int done() {
            screen.note("%d acts on file, %d refused".formatted(accepted, refused));
            screen.flush();
            return refused == 0 ? Exit.OK : accepted == 0 ? Exit.FAILURE : Exit.PARTLY_DONE;
        }
    }

    private static void append(StringBuilder line, String before, String text) {
        if (!text.isEmpty()) {
            line.append(before).append(text);
        }
    }

    private static byte @Nullable [] nextWithText(Lines lines) throws IOException {
        byte[] line = lines.next();
        while (line != null && new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
            line = lines.next();
        }
        return line;
    }

    private static boolean isObject(byte[] line) {
        try {
            return WHOLE.readTree(line).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    private byte[] rest(byte[] first, byte[] second, Lines lines) throws IOException {
        var whole = new ByteArrayOutputStream();
        whole.write(first);
        whole.write('\n');
        for (byte[] line = second; line != null; line = lines.next()) {
            whole.write(line);
            whole.write('\n');
            if (whole.size() > Lines.MAX_LINE_BYTES) {
                throw new CliFailure(Exit.USAGE, "%s is too long for one act, and is not NDJSON".formatted(file));
            }
        }
        return whole.toByteArray();
    }

    private void refuseList(byte[] act) {
        if (new String(act, StandardCharsets.UTF_8).stripLeading().startsWith("[")) {
            throw new CliFailure(Exit.USAGE, "%s is a JSON list; expected NDJSON, one act a line".formatted(file));
        }
    }

    /** A JSON answer on one line, so that the answers about many acts are NDJSON. */
    private static String compact(String json) {
        if (json.indexOf('\n') < 0) {
            return json;
        }
        try {
            return JsonMapper.shared().readTree(json).toString();
        } catch (JacksonException e) {
            return json.replace('\n', ' ');
        }
    }
}
