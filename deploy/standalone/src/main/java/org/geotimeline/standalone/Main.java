package org.geotimeline.standalone;

import org.geotimeline.cli.TimelineCommand;
import picocli.CommandLine;

/** The program {@code timeline}: the questions and reports of the command line, and {@code up}, which starts a server. */
public final class Main {

    private Main() {}

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(clientCommands().addSubcommand("up", new Up()).execute(arguments));
    }

    static CommandLine clientCommands() {
        return new CommandLine(new TimelineCommand());
    }
}
