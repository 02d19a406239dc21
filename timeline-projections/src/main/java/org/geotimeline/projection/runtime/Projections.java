package org.geotimeline.projection.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.geotimeline.store.EventLog;
import org.jspecify.annotations.Nullable;

/** The projections of this node, each read by a runner of its own. */
public final class Projections implements AutoCloseable, StepTables {

    private final DataSource source;
    private final Map<String, Running> running = new LinkedHashMap<>();

    private record Running(Projection projection, ProjectionRunner runner, StepTable steps) {}

    /**
     * How a projection stands.
     *
     * @param applied the position of the last event that it has applied, here or on another node, as last seen
     * @param behind how many events of the ledger it has not
     * @param here whether this node runs it
     * @param failures how often a batch has failed on this node since it was started
     * @param failure where and why the last try failed; null where it did not
     * @param parked how many acts it has not taken, or keep waiting behind those, as last seen
     */
    public record State(
            String name,
            long applied,
            long behind,
            boolean here,
            long failures,
            @Nullable String failure,
            int parked) {}

    private Projections(DataSource source) {
        this.source = source;
    }

    /** Starts a runner for each projection on the ledger of the store. */
    public static Projections start(
            List<? extends Projection> projections, DataSource source, EventLog log, MeterRegistry meters) {
        return start(projections, source, new StoredLedger(log), meters);
    }

    static Projections start(
            List<? extends Projection> projections, DataSource source, Ledger ledger, MeterRegistry meters) {
        var started = new Projections(source);
        for (Projection projection : projections) {
            var runner = new ProjectionRunner(projection, source, ledger);
            var steps = new PostgresSteps(projection.name(), projection.keys(), source);
            if (started.running.put(projection.name(), new Running(projection, runner, steps)) != null) {
                throw new IllegalArgumentException("two projections are called " + projection.name());
            }
        }
        started.running.values().forEach(each -> started.measure(each, meters));
        started.running.values().forEach(each -> each.runner().start());
        return started;
    }

    private void measure(Running each, MeterRegistry meters) {
        String name = each.projection().name();
        ProjectionRunner runner = each.runner();
        Gauge.builder("timeline.projection.behind", runner, r -> r.state().behind())
                .description("events of the ledger that the projection has not applied")
                .tag("projection", name)
                .register(meters);
        Gauge.builder("timeline.projection.applied", runner, r -> r.state().applied())
                .description("position of the last event that the projection has applied")
                .tag("projection", name)
                .register(meters);
        Gauge.builder("timeline.projection.parked", runner, r -> r.state().parked())
                .description("acts that the projection has not taken, and those that wait behind them")
                .tag("projection", name)
                .register(meters);
        Gauge.builder("timeline.projection.failures", runner, r -> r.state().failures())
                .description("batches that failed on this node since it was started")
                .tag("projection", name)
                .register(meters);
    }

    private Running named(String name) {
        Running found = running.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no projection is called '%s' but %s".formatted(name, running.keySet()));
        }
        return found;
    }

    /** The steps of that projection, for reading. */
    @Override
    public StepTable of(String name) {
        return named(name).steps();
    }

    /** The position of the last event that it has applied, as last seen; 0 before the first, and after a reset. */
    public long applied(String name) {
        return named(name).runner().state().applied();
    }

    /** Waits until it has applied that position; false if the time is over before. */
    public boolean await(String name, long position, Duration atMost) throws InterruptedException {
        return named(name).runner().await(position, atMost);
    }

    public State state(String name) {
        return named(name).runner().state();
    }

    /** How all projections stand, in the order in which they were given. */
    public List<State> states() {
        return running.values().stream().map(r -> r.runner().state()).toList();
    }

    /**
     * Empties the tables of that projection and sets its token to 0, in one transaction; it is then rebuilt from the
     * first event by whoever runs it. Questions wait meanwhile, or are {@link NotApplied}.
     */
    public void reset(String name) {
        named(name).runner().reset();
    }

    /** What that projection has parked after that position, in order of positions; at most that many. */
    public List<Parked> parked(String name, long after, int limit) {
        return named(name).runner().parked(after, limit);
    }

    /** What it leaves out for ever, after that position. */
    public List<Dropped> dropped(String name, long after, int limit) {
        return named(name).runner().dropped(after, limit);
    }

    /**
     * Has it try again what others wait for, on whatever node it runs. A timeline goes on where it stood; for an act that
     * could not be placed on its timelines the projection is rebuilt.
     *
     * @param position of one of those; null for all
     * @return how many will be tried; 0 where none is parked there
     */
    public int retry(String name, @Nullable Long position) {
        return named(name).runner().retry(position);
    }

    /**
     * Leaves an event out of that projection for ever, and rebuilds it without.
     *
     * @param reason why, for who comes after
     * @return false where no act is parked at that position that others wait for
     */
    public boolean drop(String name, long position, String reason) {
        return named(name).runner().drop(position, reason);
    }

    /**
     * SHA-256 over the rows and links of that projection up to and including that position, in hexadecimal: the same on
     * every node, and after every rebuild.
     *
     * @throws NotApplied if it has not applied that position
     */
    public String digest(String name, long position) {
        return new Digest(Tables.of(named(name).projection())).at(source, position);
    }

    /** Stops all runners; bounded. */
    @Override
    public void close() {
        running.values().parallelStream().forEach(each -> each.runner().close());
    }
}
