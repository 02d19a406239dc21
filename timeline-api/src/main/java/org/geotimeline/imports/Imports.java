package org.geotimeline.imports;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.geotimeline.api.ops.RunningJobs;
import org.geotimeline.imports.format.Format;
import org.geotimeline.recording.LedgerRegister;
import org.geotimeline.recording.Recorder;
import org.geotimeline.store.EventLog;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Runs imports: one of each format at a time, on all nodes together. */
@Component
@EnableConfigurationProperties(ImportLimits.class)
class Imports implements RunningJobs {

    private static final int MAX_RUNNING_ON_NODE = 2;

    private final Map<String, Format> formats = new TreeMap<>();
    private final ImportTable table;
    private final Dependencies dependencies;
    private final ExecutorService executor = Executors.newFixedThreadPool(
            MAX_RUNNING_ON_NODE,
            Thread.ofPlatform().name("imports-", 0).daemon().factory());

    Imports(
            List<Format> formats,
            ImportTable table,
            Recorder recorder,
            EventLog log,
            LedgerRegister register,
            Clock clock,
            ImportLimits limits) {
        formats.forEach(format -> this.formats.put(format.name(), format));
        this.table = table;
        this.dependencies = new Dependencies(recorder, log, register, clock, table, limits);
    }

    List<String> formats() {
        return List.copyOf(formats.keySet());
    }

    Optional<Format> format(String name) {
        return Optional.ofNullable(formats.get(name));
    }

    /** Ends the imports that a stopped server left behind. An import that runs on another node holds its lock. */
    @PostConstruct
    void endStopped() {
        SpooledBody.deleteLeft(dependencies.moment().minus(1, ChronoUnit.DAYS));
        for (Import left : table.open()) {
            table.lock(left.format()).ifPresent(lock -> {
                try (lock) {
                    table.update(left.with(left.progress().stoppedAt(dependencies.moment())), List.of());
                }
            });
        }
    }

    @Override
    public List<Work> works() {
        return table.open().stream()
                .map(one -> new Work(
                        one.id(),
                        one.format(),
                        one.progress().state().toString(),
                        one.progress().handled(),
                        one.progress().records()))
                .toList();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        executor.shutdownNow();
        executor.awaitTermination(5, TimeUnit.SECONDS);
    }

    /** An import that has been started. */
    record Started(String id, Future<?> end) {}

    /** Starts the import. If another of its format is running, the result is empty and the body is deleted. */
    Optional<Started> start(ImportOrder order) {
        Optional<ImportTable.Lock> lock = table.lock(order.format().name());
        if (lock.isEmpty()) {
            order.body().delete();
            return Optional.empty();
        }
        try {
            Import queued = order.queued(UuidCreator.getTimeOrderedEpoch().toString(), dependencies.moment());
            table.add(queued);
            var run = new ImportRun(dependencies, order, queued);
            return Optional.of(new Started(queued.id(), executor.submit(() -> {
                try {
                    run.run();
                } finally {
                    lock.get().close();
                    order.body().delete();
                }
            })));
        } catch (RuntimeException e) {
            order.body().delete();
            lock.get().close();
            throw e;
        }
    }

    /** Returns the import when it is over, or after {@link ImportLimits#patience}. */
    Import await(Started started) throws InterruptedException {
        try {
            started.end().get(dependencies.limits().patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            return table.get(started.id()).orElseThrow();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("an import failed", failed.getCause());
        }
        return table.get(started.id()).orElseThrow();
    }
}
