package org.geotimeline.standalone;

import static java.util.stream.Collectors.joining;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.geotimeline.api.TimelineServer;
import org.geotimeline.api.record.DataFile;
import org.geotimeline.store.log.LogRefused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code timeline up}: everything on this machine, from one command, until Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Starts a server on this machine: PostgreSQL, Kafka and the application.",
            "All that is recorded lies in one folder and survives restarts, crashes included. Ctrl-C stops everything."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stopped when asked to", "1:could not start, or not go on", "2:wrong usage"})
final class Up implements Callable<Integer> {

    private static final String NONE = "none";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ServerOptions place = new ServerOptions();

    @Option(
            names = "--data-set",
            paramLabel = "NAME|FILE",
            description =
                    "What to load: a data set that ships with this program, a file of acts (one JSON body a line),"
                            + " or none (default: " + DataFile.DEFAULT + "). What the folder holds already stays.")
    private @Nullable String dataSet;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "Begin with the ledger of another server, as 'timeline export --log FILE' wrote it, instead of"
                            + " a data set. The ledger here must be empty.")
    private @Nullable Path from;

    @Option(names = "--empty", description = "Begin with an empty ledger; the same as --data-set none.")
    private boolean empty;

    private final Progress progress = new Progress(System.err);
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private volatile int exitCode;

    // What runs, or is on its way to: a stop during the start waits for it and ends it.
    private volatile @Nullable DataFolder folder;
    private volatile @Nullable CompletableFuture<LocalPostgres> postgres;
    private volatile @Nullable CompletableFuture<LocalKafka> broker;
    private volatile @Nullable CompletableFuture<TimelineServer> application;
    private boolean stopped;

    @Override
    public Integer call() {
        checkUsage();
        var toLoad = dataFile();
        var hook = new Thread(
                () -> {
                    stopRequested.countDown();
                    stop();
                    // Without this the code would be that of the signal, although all went as asked.
                    Runtime.getRuntime().halt(exitCode);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            run(toLoad);
        } catch (NotStarted e) {
            if (stopRequested.getCount() > 0) {
                exitCode = 1;
                System.err.println("timeline: " + e.getMessage());
            }
        } catch (LogRefused | UncheckedIOException e) {
            exitCode = 1;
            System.err.println("timeline: --from: " + e.getMessage());
        } catch (RuntimeException e) {
            exitCode = 1;
            System.err.println("timeline: the start failed unexpectedly: " + e);
            e.printStackTrace();
        }
        stop();
        return exitCode;
    }

    private void checkUsage() {
        place.check(spec.commandLine());
        if (empty && dataSet != null && !dataSet.equals(NONE)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--empty loads nothing, and --data-set " + dataSet + " something; one is right.");
        }
        checkLog();
    }

    private void checkLog() {
        if (from != null && (empty || dataSet != null)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--from replaces --data-set and --empty; give only one of them.");
        }
        if (from != null && !Files.isRegularFile(from)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--from: there is no file " + from + ".");
        }
    }

    /** What to load; empty for nothing. */
    private Optional<DataFile> dataFile() {
        String named = dataSet == null ? DataFile.DEFAULT : dataSet;
        if (from != null || empty || named.equals(NONE)) {
            return Optional.empty();
        }
        return Optional.of(DataFile.named(named)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "no data set is called '%s', and no file is there; --data-set takes %s, %s, or the path of a file."
                                .formatted(
                                        named,
                                        DataFile.shipped().stream()
                                                .map(DataFile::name)
                                                .collect(joining(", ")),
                                        NONE))));
    }

    private void run(Optional<DataFile> toLoad) {
        var data = DataFolder.open(place.folder());
        folder = data;
        data.withdraw(); // what a killed server wrote about itself is no longer true
        progress.step("data folder " + data.root());

        LocalKafka.stopLeftover(data);
        LocalPostgres.stopLeftover(data);
        var httpPort = Ports.free(place.listen, place.port, "--port");
        var external = Optional.ofNullable(place.database).map(url -> DatabaseAddress.parse(url, System.getenv()));

        external.ifPresent(
                address -> progress.step("PostgreSQL " + address.checkedVersion() + " at " + address.jdbcUrl()));
        if (place.kafka != null) {
            Ports.requireAnyAnswer(place.kafka, "--kafka");
            progress.step("Kafka at " + place.kafka);
        }
        if (external.isEmpty()) {
            var free = Ports.free("127.0.0.1", place.postgresPort, "--pg-port");
            postgres = begin(() -> {
                var started = LocalPostgres.start(data, free);
                progress.step("PostgreSQL " + started.version() + " on 127.0.0.1:" + free);
                return started;
            });
        }
        if (place.kafka == null) {
            var free = Ports.free("127.0.0.1", place.kafkaPort, "--kafka-port");
            broker = begin(() -> {
                var started = LocalKafka.start(data, free);
                progress.step("Kafka on 127.0.0.1:" + free);
                return started;
            });
        }
        var store = external.orElseGet(() -> {
            var local = await(postgres);
            return new DatabaseAddress(local.jdbcUrl(), local.user(), local.password());
        });
        var bootstrap = place.kafka == null ? await(broker).bootstrap() : place.kafka;

        keepLogsOffTheTerminal(data);
        System.setProperty("timeline.folder", data.root().toString());
        var settings = new TimelineServer.Settings(
                place.listen,
                httpPort,
                store.jdbcUrl(),
                store.user(),
                store.password(),
                bootstrap,
                toLoad,
                toLoad.isEmpty(),
                Optional.ofNullable(from));
        application = begin(() -> TimelineServer.start(settings, progress::step));
        var url = url(await(application).port());
        if (postgres != null) {
            progress.step("SQL for analysts (schema bi): " + await(postgres).letAnalystsIn());
        }
        data.publish(new DataFolder.Card(
                url, store.jdbcUrl(), bootstrap, ProcessHandle.current().pid()));
        progress.step("ready: " + url + " (Ctrl-C stops it; logs in "
                + data.log("timeline").getParent() + ")");
        if (!List.of("127.0.0.1", "localhost", "::1").contains(place.listen)) {
            System.err.println("          Anyone who reaches " + place.listen + " can read, and record, everything.");
        }
        System.err.flush();
        new ThingsToTry(
                        url,
                        System.getProperty("timeline.command", "timeline"),
                        spec.commandLine().getOut())
                .print(toLoad);
        Main.markClassArchive();
        watch(data);
    }

    private String url(int actualPort) {
        var host = List.of("0.0.0.0", "::").contains(place.listen) ? "127.0.0.1" : place.listen;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + actualPort;
    }

    private static void keepLogsOffTheTerminal(DataFolder data) {
        System.setProperty("timeline.log", data.log("timeline").toString());
        System.setProperty("logging.config", "classpath:timeline-up-logback.xml");
        System.setProperty("spring.main.banner-mode", "off");
    }

    /** Goes on until asked to stop; a server that has lost its database or its broker must not look alive. */
    private void watch(DataFolder data) {
        try {
            while (!stopRequested.await(500, TimeUnit.MILLISECONDS)) {
                if (postgres != null && !await(postgres).isRunning()) {
                    throw new NotStarted("PostgreSQL has ended unexpectedly; see " + data.log("postgres")
                            + ". Everything is being stopped; nothing acknowledged is lost.");
                }
                if (broker != null && !await(broker).isRunning()) {
                    throw new NotStarted("Kafka has ended unexpectedly; see " + data.log("kafka")
                            + ". Everything is being stopped; nothing acknowledged is lost.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> CompletableFuture<T> begin(Supplier<T> start) {
        var future = new CompletableFuture<T>();
        if (stopRequested.getCount() == 0) {
            future.completeExceptionally(new NotStarted("The start was interrupted."));
            return future;
        }
        Thread.ofPlatform().daemon().start(() -> {
            try {
                future.complete(start.get());
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    private static <T> T await(@Nullable CompletableFuture<T> future) {
        if (future == null) {
            throw new IllegalStateException("not begun");
        }
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Application, Kafka, PostgreSQL, in this order: none is stopped while another one needs it. */
    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        if (application != null || broker != null || postgres != null) {
            progress.step("stopping");
        }
        end(application, 10);
        end(broker, 30);
        end(postgres, 60);
        var data = folder;
        if (data != null) {
            data.withdraw();
            data.close();
            if (application != null || broker != null || postgres != null) {
                progress.step("stopped");
            }
        }
    }

    private static <T extends AutoCloseable> void end(@Nullable CompletableFuture<T> part, long patienceSeconds) {
        if (part == null) {
            return;
        }
        try {
            part.get(patienceSeconds, TimeUnit.SECONDS).close();
        } catch (ExecutionException | TimeoutException e) {
            // It did not come up, or not in time: there is nothing to stop, and the next start cleans up behind it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            System.err.println("timeline: " + e);
        }
    }
}
