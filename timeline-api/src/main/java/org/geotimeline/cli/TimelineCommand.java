package org.geotimeline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stand-in: the root of the client commands. */
@Command(
        name = "timeline",
        mixinStandardHelpOptions = true,
        description = "What was true on that day, as known on that day.",
        subcommands = TimelineCommand.Stance.class)
public final class TimelineCommand {

    @Command(name = "stance", description = "Stand-in of a question.")
    static final class Stance implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init")
        CommandSpec spec;

        @Parameters(arity = "0..*", hidden = true)
        String[] anything = {};

        @Override
        public void run() {
            spec.commandLine().getOut().println("stand-in of an answer");
        }
    }
}
