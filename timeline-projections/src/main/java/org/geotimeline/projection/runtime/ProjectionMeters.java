package org.geotimeline.projection.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The metrics of one projection, {@code timeline.projection.*}, tagged with its name. */
final class ProjectionMeters {

    private final String name;
    private final RunnerStatus status;
    private final MeterRegistry meters;

    ProjectionMeters(String name, RunnerStatus status, MeterRegistry meters) {
        this.name = name;
        this.status = status;
        this.meters = meters;
    }

    void register() {
        gauge("behind", s -> s.state().behind(), "events", "events of the ledger that the projection has not applied");
        gauge("applied", s -> s.state().applied(), null, "position of the last event that the projection has applied");
        gauge(
                "parked",
                s -> s.state().parked(),
                "acts",
                "acts that the projection has not taken, and those that wait behind them");
        gauge("failures", s -> s.state().failures(), null, "batches that failed on this node since it was started");
        counter(
                "events",
                RunnerStatus::events,
                "events",
                "events that this node has applied; what is rebuilt counts again");
        counter(
                "reread",
                RunnerStatus::rereadTimelines,
                "timelines",
                "timelines that this node has read from the tables, because they were not in memory");
        FunctionTimer.builder(
                        "timeline.projection.look",
                        status,
                        RunnerStatus::idleLooks,
                        RunnerStatus::idleLookNanos,
                        TimeUnit.NANOSECONDS)
                .description("looks at the token of a projection that had nothing to do")
                .tag("projection", name)
                .register(meters);
    }

    private void gauge(String metric, ToDoubleFunction<RunnerStatus> value, @Nullable String unit, String description) {
        Gauge.builder("timeline.projection." + metric, status, value)
                .description(description)
                .baseUnit(unit)
                .tag("projection", name)
                .register(meters);
    }

    private void counter(String metric, ToLongFunction<RunnerStatus> count, String unit, String description) {
        FunctionCounter.builder("timeline.projection." + metric, status, s -> (double) count.applyAsLong(s))
                .description(description)
                .baseUnit(unit)
                .tag("projection", name)
                .register(meters);
    }
}
