package org.geotimeline.standalone;

import static java.util.stream.Collectors.joining;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.geotimeline.api.record.DataFile;
import org.geotimeline.store.log.LogRefused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code timeline up}: starts all servers on this machine and runs them until Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Starts a server on this machine: PostgreSQL, Kafka and the application.",
            "Everything recorded is kept in one folder and survives restarts and crashes. Ctrl-C stops all servers."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stopped on request", "1:could not start, or failed later", "2:wrong usage"})
final class Up implements Callable<Integer> {

    private static final String NONE = "none";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Option(
            names = "--data-set",
            paramLabel = "NAME|FILE",
            description = "The acts to load: a data set of this program, a file of acts (one JSON body a line), or none"
                    + " (default: " + DataFile.DEFAULT + "). Acts that the folder already has stay.")
    private @Nullable String dataSet;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "Start from the ledger of another server, written by 'timeline export --log FILE', instead of a"
                            + " data set. The ledger here must be empty.")
    private @Nullable Path from;

    @Option(names = "--empty", description = "Start with an empty ledger; the same as --data-set none.")
    private boolean empty;

    private volatile int exitCode;

    @Override
    public Integer call() {
        checkUsage();
        Optional<DataFile> toLoad = dataFile();
        var servers = new ServerStack(options, new Progress(System.err));
        stopAtShutdown(servers);
        try {
            run(servers, toLoad);
        } catch (NotStarted e) {
            if (!servers.isStopRequested()) {
                fail(String.valueOf(e.getMessage()));
            }
        } catch (LogRefused | UncheckedIOException e) {
            fail("--from: " + e.getMessage());
        } catch (RuntimeException e) {
            fail("the start failed unexpectedly: " + e);
            e.printStackTrace();
        }
        servers.stop();
        return exitCode;
    }

    private void stopAtShutdown(ServerStack servers) {
        Runnable stop = () -> {
            servers.requestStop();
            servers.stop();
            // Otherwise the exit code would be that of the signal, although the stop succeeded.
            Runtime.getRuntime().halt(exitCode);
        };
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    }

    private void fail(String sentence) {
        exitCode = 1;
        System.err.println("timeline: " + sentence);
    }

    private void run(ServerStack servers, Optional<DataFile> toLoad) {
        String url = servers.start(toLoad, Optional.ofNullable(from));
        if (!options.isOnLoopback()) {
            System.err.println("          Anyone who reaches " + options.listen + " can read and record everything.");
        }
        System.err.flush();
        new ThingsToTry(
                        url,
                        System.getProperty("timeline.command", "timeline"),
                        spec.commandLine().getOut())
                .print(toLoad);
        Main.markClassArchive();
        servers.awaitStop();
    }

    private void checkUsage() {
        options.check(spec.commandLine());
        if (empty && dataSet != null && !dataSet.equals(NONE)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--empty loads nothing, but --data-set " + dataSet + " does; expected one of them.");
        }
        checkLog();
    }

    private void checkLog() {
        if (from != null && (empty || dataSet != null)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--from replaces --data-set and --empty; expected one of them.");
        }
        if (from != null && !Files.isRegularFile(from)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--from: there is no file " + from + ".");
        }
    }

    /** The acts to load; empty for none. */
    private Optional<DataFile> dataFile() {
        String named = dataSet == null ? DataFile.DEFAULT : dataSet;
        if (from != null || empty || named.equals(NONE)) {
            return Optional.empty();
        }
        return Optional.of(DataFile.named(named)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "there is no data set or file '%s'; --data-set takes %s, %s, or the path of a file."
                                .formatted(
                                        named,
                                        DataFile.shipped().stream()
                                                .map(DataFile::name)
                                                .collect(joining(", ")),
                                        NONE))));
    }
}
