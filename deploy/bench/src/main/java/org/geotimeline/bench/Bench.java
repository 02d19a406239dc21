package org.geotimeline.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code timeline bench}. */
@Command(
        name = "timeline bench",
        description =
                "Measures event store and projections beside plain JDBC and beside others, in turns, on a PostgreSQL of its own.",
        mixinStandardHelpOptions = false)
public final class Bench implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    @Option(names = "--quick", description = "Fewer rounds and smaller ledgers: about five minutes on two cores.")
    private boolean quick;

    @Option(names = "--json", description = "One JSON array instead of the table.")
    private boolean json;

    @Option(names = "--page", paramLabel = "FILE", description = "Also writes the results as a page of Markdown.")
    private @Nullable Path page;

    @Option(
            names = "--row",
            paramLabel = "WORD",
            description = "Only rows whose name contains this word; may be repeated.")
    private List<String> words = List.of();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    private final PrintStream out;
    private final PrintStream progress;
    private final @Nullable Size given;

    private Bench(PrintStream out, PrintStream progress, @Nullable Size given) {
        this.out = out;
        this.progress = progress;
        this.given = given;
    }

    /** Runs the contests that the arguments select, and ends the process with an exit code. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, null, arguments));
    }

    static int run(PrintStream out, PrintStream progress, @Nullable Size given, String... arguments) {
        return new CommandLine(new Bench(out, progress, given))
                .setParameterExceptionHandler((wrong, args) -> {
                    progress.println("timeline bench: " + wrong.getMessage() + " (--help tells what there is)");
                    return MISUSED;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    progress.println("timeline bench: " + failure);
                    return FAILED;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        List<Contest> contests = Contests.ALL.stream()
                .filter(contest -> words.isEmpty() || words.stream().anyMatch(contest.name()::contains))
                .toList();
        if (contests.isEmpty()) {
            progress.println("timeline bench: no row's name contains " + String.join(" or ", words));
            return MISUSED;
        }
        Path to = page;
        if (to != null && (Files.isDirectory(to) || !Files.isDirectory(folder(to)))) {
            progress.println("timeline bench: no file can be written at " + to);
            return MISUSED;
        }
        Size size = given != null ? given : quick ? Size.QUICK : Size.FULL;
        var rows = new ArrayList<Row>();
        boolean whole = true;
        Path data = data();
        try (Server server = Server.start(data)) {
            Machine machine = Machine.measured(data, server.version());
            progress.println(String.join("\n", machine.told()));
            AppendOneByOne.warmUp(server, size.warmUp());
            for (Contest contest : contests) {
                long begun = System.nanoTime();
                try {
                    Row row = Row.of(contest, server, size);
                    rows.add(row);
                    progress.println(String.format(
                            Locale.ROOT,
                            "%5.1f s  %s: %.2f",
                            (System.nanoTime() - begun) / 1e9,
                            row.name(),
                            row.ratio()));
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    whole = false; // a row that cannot be measured is left out and reported
                    progress.println("timeline bench: " + contest.name() + " could not be measured: " + e);
                }
            }
            if (to != null) {
                Files.writeString(to, Told.page(rows, machine, size, LocalDate.now(ZoneOffset.UTC)));
            }
        } finally {
            delete(data);
        }
        out.print(json ? Told.json(rows) + "\n" : Told.text(rows));
        out.flush();
        return whole ? 0 : FAILED;
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file : folder;
    }

    /** The folder of this module. */
    static Path home() {
        String home = System.getProperty("timeline.home");
        return home == null ? Path.of("").toAbsolutePath() : Path.of(home, "deploy", "bench");
    }

    /** A folder in the build, which is on a disk: the folder for temporary files may be in memory, without flushes. */
    private static Path data() throws IOException {
        Path folder = home().resolve("target");
        Files.createDirectories(folder);
        return Files.createTempDirectory(folder, "bench").toAbsolutePath();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
