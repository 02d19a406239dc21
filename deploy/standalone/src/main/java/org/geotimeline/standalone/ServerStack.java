package org.geotimeline.standalone;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.geotimeline.api.TimelineServer;
import org.geotimeline.api.record.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one {@code timeline up}: PostgreSQL and Kafka, unless the options name others, and the application.
 * They start side by side and stop in reverse order. A stop during the start ends whatever has started by then.
 */
final class ServerStack {

    private static final String LOOPBACK = "127.0.0.1";
    private static final long WATCH_PAUSE_MS = 500;
    private static final long APPLICATION_STOP_TIMEOUT_S = 10;
    private static final long KAFKA_STOP_TIMEOUT_S = 30;
    private static final long POSTGRES_STOP_TIMEOUT_S = 60;

    private final ServerOptions options;
    private final Progress progress;
    private final CountDownLatch stopRequested = new CountDownLatch(1);

    private volatile @Nullable DataFolder folder;
    private volatile @Nullable CompletableFuture<LocalPostgres> postgres;
    private volatile @Nullable CompletableFuture<LocalKafka> kafka;
    private volatile @Nullable CompletableFuture<TimelineServer> application;
    private boolean isStopped;

    ServerStack(ServerOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Starts everything and publishes the address in the data folder.
     *
     * @param dataSet the acts to load; empty for none
     * @param log the ledger to start from; empty for none
     * @return the URL of the application
     */
    String start(Optional<DataFile> dataSet, Optional<Path> log) {
        DataFolder data = openFolder();
        int httpPort = Ports.free(options.listen, options.port, "--port");
        Optional<DatabaseAddress> external = externalDatabase();
        checkExternalKafka();
        if (external.isEmpty()) {
            beginPostgres(data);
        }
        if (options.kafka == null) {
            beginKafka(data);
        }
        DatabaseAddress database = external.orElseGet(() -> await(postgres).address());
        String brokers = options.kafka == null ? await(kafka).bootstrap() : options.kafka;
        beginApplication(
                data,
                new TimelineServer.Settings(
                        options.listen,
                        httpPort,
                        database.jdbcUrl(),
                        database.user(),
                        database.password(),
                        brokers,
                        dataSet,
                        dataSet.isEmpty(),
                        log));
        String url = url(await(application).port());
        if (postgres != null) {
            progress.step("SQL for analysts (schema bi): " + await(postgres).letAnalystsIn());
        }
        data.publish(new DataFolder.Card(
                url, database.jdbcUrl(), brokers, ProcessHandle.current().pid()));
        progress.step("ready: " + url + " (Ctrl-C stops it; logs in "
                + data.log("timeline").getParent() + ")");
        return url;
    }

    private DataFolder openFolder() {
        DataFolder data = DataFolder.open(options.folder());
        folder = data;
        data.withdraw(); // a killed server leaves its address behind
        progress.step("data folder " + data.root());
        LocalKafka.stopLeftover(data);
        LocalPostgres.stopLeftover(data);
        return data;
    }

    private Optional<DatabaseAddress> externalDatabase() {
        if (options.database == null) {
            return Optional.empty();
        }
        DatabaseAddress address = DatabaseAddress.parse(options.database, System.getenv());
        progress.step("PostgreSQL " + address.checkedVersion() + " at " + address.jdbcUrl());
        return Optional.of(address);
    }

    private void checkExternalKafka() {
        if (options.kafka != null) {
            Ports.requireAnyAnswer(options.kafka, "--kafka");
            progress.step("Kafka at " + options.kafka);
        }
    }

    private void beginPostgres(DataFolder data) {
        int port = Ports.free(LOOPBACK, options.postgresPort, "--pg-port");
        postgres = begin(() -> {
            LocalPostgres started = LocalPostgres.start(data, port);
            progress.step("PostgreSQL " + started.version() + " on " + LOOPBACK + ":" + port);
            return started;
        });
    }

    private void beginKafka(DataFolder data) {
        int port = Ports.free(LOOPBACK, options.kafkaPort, "--kafka-port");
        kafka = begin(() -> {
            LocalKafka started = LocalKafka.start(data, port);
            progress.step("Kafka on " + LOOPBACK + ":" + port);
            return started;
        });
    }

    private void beginApplication(DataFolder data, TimelineServer.Settings settings) {
        System.setProperty("timeline.log", data.log("timeline").toString());
        System.setProperty("logging.config", "classpath:timeline-up-logback.xml");
        System.setProperty("spring.main.banner-mode", "off");
        System.setProperty("timeline.folder", data.root().toString());
        application = begin(() -> TimelineServer.start(settings, progress::step));
    }

    private String url(int port) {
        String host = options.isOnAllAddresses() ? LOOPBACK : options.listen;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * Returns when a stop is requested. Fails if PostgreSQL or Kafka ends: the application must not look alive then.
     */
    void awaitStop() {
        DataFolder data = folder;
        try {
            while (!stopRequested.await(WATCH_PAUSE_MS, TimeUnit.MILLISECONDS)) {
                if (postgres != null && !await(postgres).isRunning()) {
                    throw ended("PostgreSQL", "postgres", data);
                }
                if (kafka != null && !await(kafka).isRunning()) {
                    throw ended("Kafka", "kafka", data);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static NotStarted ended(String name, String log, @Nullable DataFolder data) {
        return new NotStarted(name + " has ended unexpectedly; see " + (data == null ? "its log" : data.log(log))
                + ". All servers are being stopped; no acknowledged act is lost.");
    }

    void requestStop() {
        stopRequested.countDown();
    }

    boolean isStopRequested() {
        return stopRequested.getCount() == 0;
    }

    private <T> CompletableFuture<T> begin(Supplier<T> start) {
        var future = new CompletableFuture<T>();
        if (isStopRequested()) {
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

    private static <T> T await(@Nullable CompletableFuture<T> started) {
        if (started == null) {
            throw new IllegalStateException("not begun");
        }
        try {
            return started.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Stops application, Kafka and PostgreSQL, in this order: each one is used by those before it. */
    synchronized void stop() {
        if (isStopped) {
            return;
        }
        isStopped = true;
        boolean isAnyBegun = application != null || kafka != null || postgres != null;
        if (isAnyBegun) {
            progress.step("stopping");
        }
        close(application, APPLICATION_STOP_TIMEOUT_S);
        close(kafka, KAFKA_STOP_TIMEOUT_S);
        close(postgres, POSTGRES_STOP_TIMEOUT_S);
        DataFolder data = folder;
        if (data != null) {
            data.withdraw();
            data.close();
            if (isAnyBegun) {
                progress.step("stopped");
            }
        }
    }

    private static <T extends AutoCloseable> void close(@Nullable CompletableFuture<T> part, long timeoutSeconds) {
        if (part == null) {
            return;
        }
        try {
            part.get(timeoutSeconds, TimeUnit.SECONDS).close();
        } catch (ExecutionException | TimeoutException e) {
            // It did not start, or not in time. The next start stops what it left behind.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            System.err.println("timeline: " + e);
        }
    }
}
