package org.geotimeline.cli.ask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.geotimeline.cli.client.CliFailure;
import org.geotimeline.cli.client.Exit;

/** Writes a file whole or not at all: an old file of that name stays until the new one is complete. */
final class WholeFile {

    /** Writes the content into the file that it is given, and returns what the caller wants to know of it. */
    interface Content<T> {
        T writeTo(Path file) throws IOException;
    }

    private WholeFile() {}

    static <T> T write(Path file, Content<T> content) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                T result = content.writeTo(part);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                return result;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CliFailure(Exit.FAILURE, "%s could not be written: %s".formatted(file, e.getMessage()));
        }
    }
}
