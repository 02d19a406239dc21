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

/** Runs imports: of each format one at a time, on all nodes together. */
@Component
@EnableConfigurationProperties(ImportLimits.class)
class Imports implements RunningJobs {

    static final String STOPPED =
            "the server stopped before the end; send it again, and what was recorded adds nothing";

    private static final int AT_ONCE = 2;

    private final Map<String, Format> formats = new TreeMap<>();
    private final ImportTable table;
    private final ImportRun.Means means;
    private final ExecutorService executor = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("imports-", 0).daemon().factory());

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
        this.means = new ImportRun.Means(recorder, log, register, clock, table, limits);
    }

    List<String> formats() {
        return List.copyOf(formats.keySet());
    }

    Optional<Format> format(String name) {
        return Optional.ofNullable(formats.get(name));
    }

    /** Those that a stopped server left behind; another node's have its turn. */
    @PostConstruct
    void endStopped() {
        Spooled.deleteLeft(means.clock().instant().minus(1, ChronoUnit.DAYS));
        for (Import left : table.open()) {
            table.turn(left.format()).ifPresent(turn -> {
                try (turn) {
                    table.update(left.stopped(means.clock().instant().truncatedTo(ChronoUnit.MICROS)), List.of());
                }
            });
        }
    }

    @Override
    public List<Work> works() {
        return table.open().stream()
                .map(one -> new Work(one.id(), one.format(), one.state().toString(), one.handled(), one.records()))
                .toList();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        executor.shutdownNow();
        executor.awaitTermination(5, TimeUnit.SECONDS);
    }

    /** What was asked for. */
    record Order(Format format, Import.Mode mode, double share, boolean force, Spooled body, String principal) {}

    /** An import on its way. */
    record Running(String id, Future<?> end) {}

    /** Begins it; empty where one of its format is under way, and then the body is deleted. */
    Optional<Running> begin(Order order) {
        Optional<ImportTable.Turn> turn = table.turn(order.format().name());
        if (turn.isEmpty()) {
            order.body().delete();
            return Optional.empty();
        }
        try {
            Import queued = Import.queued(
                    UuidCreator.getTimeOrderedEpoch().toString(),
                    order,
                    means.clock().instant().truncatedTo(ChronoUnit.MICROS));
            table.add(queued);
            var run = new ImportRun(means, order.format(), order.body(), order.principal(), queued);
            return Optional.of(new Running(queued.id(), executor.submit(() -> {
                try {
                    run.run();
                } finally {
                    turn.get().close();
                    order.body().delete();
                }
            })));
        } catch (RuntimeException e) {
            order.body().delete();
            turn.get().close();
            throw e;
        }
    }

    /** How it stands when it is over, or when the patience is. */
    Import await(Running running) throws InterruptedException {
        try {
            running.end().get(means.limits().patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            return table.get(running.id()).orElseThrow();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("an import failed", failed.getCause());
        }
        return table.get(running.id()).orElseThrow();
    }
}
