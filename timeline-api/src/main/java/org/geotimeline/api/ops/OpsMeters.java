package org.geotimeline.api.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.geotimeline.api.ops.OpsSnapshot.ViewSnapshot;
import org.geotimeline.projection.publicfeed.ActsFeed;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.store.LedgerStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Meters of the ledger, the views, the feed and the imports. A value that is unknown is not a number. */
@Component
class OpsMeters implements MeterBinder {

    private final OpsMonitor monitor;
    private final Projections projections;

    OpsMeters(OpsMonitor monitor, Projections projections) {
        this.monitor = monitor;
        this.projections = projections;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        ledger(meters, "timeline.ledger.position", "position of the last event", "events", LedgerStatus::position);
        ledger(meters, "timeline.ledger.size", "events and tags with their indexes", "bytes", LedgerStatus::bytes);
        projections.states().forEach(state -> view(meters, state.name()));
        feed(
                meters,
                "timeline.feed.lag",
                "age of the oldest event that is not published",
                "seconds",
                (snapshot, feed) -> snapshot.secondsBehind(feed.published()));
        feed(
                meters,
                "timeline.feed.behind",
                "events that are not published",
                "events",
                (snapshot, feed) -> snapshot.behind(feed.published()));
        feed(
                meters,
                "timeline.feed.stopped",
                "1 where the feed stands still and tries again",
                null,
                (snapshot, feed) -> feed.failure() == null ? 0 : 1);
        gauge(
                meters,
                "timeline.imports.running",
                "imports under way on all nodes",
                "imports",
                snapshot -> snapshot.ledger() == null ? null : snapshot.works().size());
    }

    private void view(MeterRegistry meters, String name) {
        view(
                meters,
                name,
                "lag",
                "age of the oldest event that the projection has not applied",
                "seconds",
                (snapshot, view) -> snapshot.secondsBehind(view.state().applied()));
        view(
                meters,
                name,
                "progress",
                "how much of the ledger it has applied, from 0 to 1",
                "ratio",
                (snapshot, view) -> progress(snapshot, view.state().applied()));
        view(
                meters,
                name,
                "serving",
                "1 where questions are answered by this version",
                null,
                (snapshot, view) -> view.serves() ? 1 : 0);
        view(
                meters,
                name,
                "stopped",
                "1 where the projection stands still and tries again",
                null,
                (snapshot, view) -> snapshot.word(view).equals("stopped") ? 1 : 0);
    }

    private static @Nullable Double progress(OpsSnapshot snapshot, long applied) {
        LedgerStatus standing = snapshot.ledger();
        if (standing == null) {
            return null;
        }
        return standing.position() == 0 ? 1 : Math.min(1, applied / (double) standing.position());
    }

    private void ledger(
            MeterRegistry meters, String name, String description, String unit, ToDoubleFunction<LedgerStatus> value) {
        gauge(meters, name, description, unit, snapshot -> {
            LedgerStatus standing = snapshot.ledger();
            return standing == null ? null : value.applyAsDouble(standing);
        });
    }

    private void view(
            MeterRegistry meters,
            String name,
            String what,
            String description,
            @Nullable String unit,
            BiFunction<OpsSnapshot, ViewSnapshot, @Nullable Number> value) {
        Gauge.builder("timeline.projection." + what, monitor, w -> {
                    OpsSnapshot snapshot = w.snapshot();
                    return snapshot.views().stream()
                            .filter(view -> view.state().name().equals(name))
                            .findFirst()
                            .map(view -> number(value.apply(snapshot, view)))
                            .orElse(Double.NaN);
                })
                .description(description)
                .baseUnit(unit)
                .tag("projection", name)
                .register(meters);
    }

    private void feed(
            MeterRegistry meters,
            String name,
            String description,
            @Nullable String unit,
            BiFunction<OpsSnapshot, ActsFeed.State, @Nullable Number> value) {
        gauge(
                meters,
                name,
                description,
                unit,
                snapshot -> snapshot.feed()
                        .map(feed -> number(value.apply(snapshot, feed)))
                        .orElse(Double.NaN));
    }

    private void gauge(
            MeterRegistry meters,
            String name,
            String description,
            @Nullable String unit,
            Function<OpsSnapshot, @Nullable Number> value) {
        Gauge.builder(name, monitor, w -> number(value.apply(w.snapshot())))
                .description(description)
                .baseUnit(unit)
                .register(meters);
    }

    private static double number(@Nullable Number value) {
        return value == null ? Double.NaN : value.doubleValue();
    }
}
