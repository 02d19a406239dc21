package org.geotimeline.cli.ask;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
            "Writes all rows of an answer to a file:",
            "  timeline export 'stances?subject=TAL' --format csv --out stances.csv",
            "With --log, writes the whole ledger instead. Another server can start from it: timeline up --from FILE.",
            "The written ledger is read again and checked to its last line before the file gets its name."
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
            description = "The question as in a URL: 'listings?subject=TAL&validAt=2024-10-04'.")
    @Nullable
    String question;

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv, ndjson or json (default: csv).")
    @Nullable
    Format format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file (default: standard output). An old file of that name is replaced.")
    @Nullable
    Path out;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description =
                    "The file of the ledger, packed if its name ends with .gz. An old file of that name is replaced.")
    @Nullable
    Path log;

    @Option(
            names = "--to",
            paramLabel = "N",
            description = "With --log: the last position (default: the end of the ledger).")
    @Nullable
    Long to;

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        if (log != null && (question != null || format != null || out != null)) {
            throw server.misuse("--log writes the ledger; expected no question beside it");
        }
        if (log != null) {
            return new LedgerExport(server, log, to).write();
        }
        if (question == null || to != null) {
            throw server.misuse(question == null ? "expected a question, or --log FILE" : "--to is an option of --log");
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
                WholeFile.write(out, part -> Files.write(part, reply.body()));
            }
            screen.flush();
            if (!reply.isWhole()) {
                screen.note(
                        "the file is incomplete: the answer has more rows than one file holds; narrow the question");
            }
            return reply.isWhole() ? Exit.OK : Exit.PARTLY_DONE;
        }
    }
}
