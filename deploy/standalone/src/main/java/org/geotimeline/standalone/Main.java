package org.geotimeline.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.geotimeline.cli.TimelineCommand;

/**
 * The program {@code timeline}: the questions and reports of the command line, {@code up}, which starts a server, and
 * {@code doctor}, which says whether one can start.
 */
public final class Main {

    private Main() {}

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        var code = TimelineCommand.commandLine(new Up(), new Doctor()).execute(arguments);
        if (code == 0 && arguments.length > 1 && !List.of(arguments).contains("--help")) {
            markClassArchive();
        }
        System.exit(code);
    }

    /**
     * Tells the launcher that this run has used what such runs use, so that the archive of classes that the JVM leaves
     * at its end is worth keeping.
     */
    static void markClassArchive() {
        var archive = System.getProperty("timeline.archive");
        if (archive != null) {
            try {
                Files.write(Path.of(archive + ".good"), new byte[0]);
            } catch (IOException e) {
                // A tree that cannot be written to has no archive either.
            }
        }
    }
}
