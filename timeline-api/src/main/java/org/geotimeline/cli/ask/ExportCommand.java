package org.geotimeline.cli.ask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.geotimeline.cli.client.CliFailure;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Reply;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the answer to a question as a file, all its rows:",
            "  timeline export 'stances?subject=TAL' --format csv --out stances.csv",
            "Or, with --log, the whole ledger, from which another server can begin: timeline up --from FILE.",
            "That file is read again and checked to its last line before it gets its name."
        })
public final class ExportCommand implements Callable<Integer> {

    enum Format {
        csv,
        ndjson,
        json
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "QUESTION",
            description = "As in an address: 'listings?subject=TAL&validAt=2024-10-04'.")
    @Nullable
    String question;

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv, ndjson or json; csv where not given.")
    @Nullable
    Format format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to. Standard output where not given. A file that is there is replaced.")
    @Nullable
    Path out;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "The file; packed where its name ends with .gz. One that is there is replaced.")
    @Nullable
    Path log;

    @Option(
            names = "--to",
            paramLabel = "N",
            description = "Of the ledger: the last position. The last of all where not given.")
    @Nullable
    Long to;

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        if (log != null && (question != null || format != null || out != null)) {
            throw server.misuse("--log writes the ledger; no question goes with it");
        }
        if (log != null) {
            return new LedgerFile(server, log, to).write();
        }
        if (question == null || to != null) {
            throw server.misuse(
                    question == null ? "a question, or --log FILE, is required" : "--to goes with --log alone");
        }
        return answer(Request.parse(question).as((format == null ? Format.csv : format).name()));
    }

    private int answer(Request file) {
        Screen screen = server.screen();
        try (Client client = server.client()) {
            Reply reply = client.file(file);
            if (out == null) {
                screen.served(reply.text());
            } else {
                write(out, reply.body());
            }
            screen.flush();
            if (!reply.isWhole()) {
                screen.note("this is not all: there are more rows than one file holds; narrow the question");
            }
            return reply.isWhole() ? Exit.OK : Exit.PARTLY_DONE;
        }
    }

    /** Whole or not at all: what was there stays until the new file is complete. */
    private static void write(Path file, byte[] bytes) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                Files.write(part, bytes);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CliFailure(Exit.FAILURE, "%s could not be written: %s".formatted(file, e.getMessage()));
        }
    }
}
