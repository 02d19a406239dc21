package org.geotimeline.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.geotimeline.cli.TimelineCommand;

/**
 * The program {@code timeline}: the commands of the client, {@code up}, which starts a server, and {@code doctor},
 * which checks whether a server can start.
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
     * Marks the class archive that the JVM writes at the end of this run as worth keeping: the run loaded what later
     * runs load. The launcher deletes archives without a mark.
     */
    static void markClassArchive() {
        var archive = System.getProperty("timeline.archive");
        if (archive != null) {
            try {
                Files.write(Path.of(archive + ".good"), new byte[0]);
            } catch (IOException e) {
                // A folder that is not writable has no archive either.
            }
        }
    }
}
