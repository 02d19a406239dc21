package org.geotimeline.cli.ask;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.geotimeline.cli.client.CliFailure;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.Screen;
import org.geotimeline.store.log.LogFile;
import org.geotimeline.store.log.LogRefused;
import org.jspecify.annotations.Nullable;

/** Writes the ledger to a file. The written file is read again and checked to its last line before it gets its name. */
final class LedgerExport {

    private final Server server;
    private final Path file;
    private final @Nullable Long to;

    /** @param to the last position; null for the end of the ledger */
    LedgerExport(Server server, Path file, @Nullable Long to) {
        this.server = server;
        this.file = file;
        this.to = to;
    }

    int write() {
        Screen screen = server.screen();
        try (Client client = server.client()) {
            long events = WholeFile.write(file, part -> {
                copy(client, part);
                return check(part);
            });
            screen.line(String.format(Locale.ROOT, "%,d events in %s, checked", events, file));
            screen.flush();
            return Exit.OK;
        } catch (LogRefused e) {
            throw new CliFailure(Exit.NOT_VERIFIED, "the server sent a log that is not whole: " + e.getMessage());
        }
    }

    private void copy(Client client, Path part) throws IOException {
        try (InputStream log = client.follow(Request.at("ops", "log").with("to", to));
                OutputStream out = packed(new BufferedOutputStream(Files.newOutputStream(part)))) {
            log.transferTo(out);
        }
    }

    private OutputStream packed(OutputStream out) throws IOException {
        return file.getFileName().toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out;
    }

    private static long check(Path part) throws IOException {
        try (InputStream in = LogFile.open(part)) {
            return LogFile.check(in);
        }
    }
}
