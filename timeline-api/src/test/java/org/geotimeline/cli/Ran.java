package org.geotimeline.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The outcome of a command line: exit code, standard output and standard error. */
record Ran(int exitCode, String out, String err) {

    static Ran timeline(String... args) {
        return timeline(Map.of(), Path.of("no-such-folder"), Help.Ansi.OFF, args);
    }

    static Ran timeline(Map<String, String> environment, Path workingFolder, Help.Ansi ansi, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine line = TimelineCommand.prepared(new CommandLine(new TimelineCommand(environment, workingFolder)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(Help.defaultColorScheme(ansi));
        int exitCode = line.execute(args);
        return new Ran(exitCode, out.toString(), err.toString());
    }
}
