package org.geotimeline.api.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.geotimeline.projection.publicfeed.ActsFeed;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.store.LedgerStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is measured of the ledger and of what follows it. What is not known now is not a number. */
@Component
class OpsMeters implements MeterBinder {

    private final OpsMonitor watch;
    private final Projections projections;

    OpsMeters(OpsMonitor watch, Projections projections) {
        this.watch = watch;
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
                (look, feed) -> look.secondsBehind(feed.published()));
        feed(
                meters,
                "timeline.feed.behind",
                "events that are not published",
                "events",
                (look, feed) -> look.behind(feed.published()));
        feed(
                meters,
                "timeline.feed.stopped",
                "1 where the feed stands still and tries again",
                null,
                (look, feed) -> feed.failure() == null ? 0 : 1);
        gauge(
                meters,
                "timeline.imports.running",
                "imports under way on all nodes",
                "imports",
                look -> look.standing() == null ? null : look.works().size());
    }

    private void view(MeterRegistry meters, String name) {
        view(
                meters,
                name,
                "lag",
                "age of the oldest event that the projection has not applied",
                "seconds",
                (look, view) -> look.secondsBehind(view.state().applied()));
        view(
                meters,
                name,
                "progress",
                "how much of the ledger it has applied, from 0 to 1",
                "ratio",
                (look, view) -> progress(look, view.state().applied()));
        view(
                meters,
                name,
                "serving",
                "1 where questions are answered by this version",
                null,
                (look, view) -> view.serves() ? 1 : 0);
        view(
                meters,
                name,
                "stopped",
                "1 where the projection stands still and tries again",
                null,
                (look, view) -> look.word(view).equals("stopped") ? 1 : 0);
    }

    private static @Nullable Double progress(OpsMonitor.Look look, long applied) {
        LedgerStatus standing = look.standing();
        if (standing == null) {
            return null;
        }
        return standing.position() == 0 ? 1 : Math.min(1, applied / (double) standing.position());
    }

    private void ledger(
            MeterRegistry meters, String name, String description, String unit, ToDoubleFunction<LedgerStatus> value) {
        gauge(meters, name, description, unit, look -> {
            LedgerStatus standing = look.standing();
            return standing == null ? null : value.applyAsDouble(standing);
        });
    }

    private void view(
            MeterRegistry meters,
            String name,
            String what,
            String description,
            @Nullable String unit,
            BiFunction<OpsMonitor.Look, OpsMonitor.Seen, @Nullable Number> value) {
        Gauge.builder("timeline.projection." + what, watch, w -> {
                    OpsMonitor.Look look = w.look();
                    return look.views().stream()
                            .filter(view -> view.state().name().equals(name))
                            .findFirst()
                            .map(view -> number(value.apply(look, view)))
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
            BiFunction<OpsMonitor.Look, ActsFeed.State, @Nullable Number> value) {
        gauge(
                meters,
                name,
                description,
                unit,
                look -> look.feed().map(feed -> number(value.apply(look, feed))).orElse(Double.NaN));
    }

    private void gauge(
            MeterRegistry meters,
            String name,
            String description,
            @Nullable String unit,
            Function<OpsMonitor.Look, @Nullable Number> value) {
        Gauge.builder(name, watch, w -> number(value.apply(w.look())))
                .description(description)
                .baseUnit(unit)
                .register(meters);
    }

    private static double number(@Nullable Number value) {
        return value == null ? Double.NaN : value.doubleValue();
    }
}
