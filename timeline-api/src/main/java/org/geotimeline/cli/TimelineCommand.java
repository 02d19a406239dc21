package org.geotimeline.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.geotimeline.cli.ask.ActorsCommand;
import org.geotimeline.cli.ask.ActsCommand;
import org.geotimeline.cli.ask.DiffCommand;
import org.geotimeline.cli.ask.ExplainCommand;
import org.geotimeline.cli.ask.ExportCommand;
import org.geotimeline.cli.ask.ParticipationCommand;
import org.geotimeline.cli.ask.ReplayCommand;
import org.geotimeline.cli.ask.RulebooksCommand;
import org.geotimeline.cli.ask.StanceCommand;
import org.geotimeline.cli.ask.TailCommand;
import org.geotimeline.cli.ask.WhyCommand;
import org.geotimeline.cli.client.CliFailure;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.UsualFolder;
import org.geotimeline.cli.ops.OpsCommand;
import org.geotimeline.cli.record.EraseCommand;
import org.geotimeline.cli.record.ImportCommand;
import org.geotimeline.cli.record.RecordCommand;
import org.geotimeline.cli.screen.Screen;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command line. A program that starts servers adds its own commands in {@link #commandLine}. */
@Command(
        name = "timeline",
        mixinStandardHelpOptions = true,
        versionProvider = TimelineCommand.Version.class,
        description = "What was true on that day, as known on that day, as the ledger stood at that position.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ok",
            "1:failure",
            "2:wrong usage, or a question that cannot be answered",
            "3:not found",
            "4:verification failed",
            "5:partly done"
        },
        subcommands = {
            StanceCommand.class,
            ExplainCommand.class,
            ParticipationCommand.class,
            ActsCommand.class,
            ActorsCommand.class,
            RecordCommand.class,
            ImportCommand.class,
            ReplayCommand.class,
            EraseCommand.class,
            OpsCommand.class,
            DiffCommand.class,
            WhyCommand.class,
            RulebooksCommand.class,
            TailCommand.class,
            ExportCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class TimelineCommand implements Callable<Integer>, UsualFolder {

    private final Map<String, String> environment;
    private final Path workingFolder;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    TimelineCommand() {
        this(System.getenv(), Path.of(""));
    }

    TimelineCommand(Map<String, String> environment, Path workingFolder) {
        this.environment = Map.copyOf(environment);
        this.workingFolder = workingFolder;
    }

    /**
     * Returns the command line, ready to {@code execute}. Output is UTF-8 in every locale, problems are sentences, and
     * exit codes are those of {@link Exit}.
     *
     * @param more additional commands, each an object with the annotation {@code @Command}
     */
    public static CommandLine commandLine(Object... more) {
        return prepared(new CommandLine(new TimelineCommand()), more)
                .setOut(utf8(FileDescriptor.out))
                .setErr(utf8(FileDescriptor.err));
    }

    static CommandLine prepared(CommandLine line, Object... more) {
        for (Object command : more) {
            line.addSubcommand(command);
        }
        return line.setParameterExceptionHandler(TimelineCommand::misused)
                .setExecutionExceptionHandler(TimelineCommand::failed);
    }

    /** A writer that {@code println} flushes, so that the progress of additional commands is visible at once. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        var bytes = new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8);
        return new PrintWriter(new BufferedWriter(bytes, 1 << 16), true);
    }

    /** Without a command, lists the commands. */
    @Override
    public Integer call() {
        Screen screen = Screen.of(spec);
        screen.problem("expected a command");
        spec.commandLine().usage(screen.err());
        screen.flush();
        return Exit.USAGE;
    }

    @Override
    public Path usualFolder() {
        return UsualFolder.of(environment, workingFolder);
    }

    private static int misused(ParameterException e, String... args) {
        CommandLine line = e.getCommandLine();
        Screen screen = Screen.of(line.getCommandSpec());
        screen.problem(String.valueOf(e.getMessage()));
        UnmatchedArgumentException.printSuggestions(e, screen.err());
        screen.note("see %s --help".formatted(line.getCommandSpec().qualifiedName()));
        screen.flush();
        return Exit.USAGE;
    }

    private static int failed(Exception e, CommandLine line, CommandLine.@Nullable ParseResult parsed)
            throws Exception {
        Screen screen = Screen.of(line.getCommandSpec());
        if (!(e instanceof CliFailure failure)) {
            screen.flush();
            throw e;
        }
        screen.problem(failure.sentence());
        failure.details().forEach(screen::detail);
        screen.flush();
        return failure.exitCode();
    }

    /** The version of the jar; none if the classes are not in a jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = TimelineCommand.class.getPackage().getImplementationVersion();
            return new String[] {"timeline " + (version == null ? "(built from source, not packaged)" : version)};
        }
    }
}
