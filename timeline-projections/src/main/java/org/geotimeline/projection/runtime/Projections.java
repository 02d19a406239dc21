package org.geotimeline.projection.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.geotimeline.projection.query.NotApplied;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.runtime.apply.Ledger;
import org.geotimeline.projection.runtime.parked.DroppedEvent;
import org.geotimeline.projection.runtime.parked.ParkedAct;
import org.geotimeline.projection.runtime.steps.Digest;
import org.geotimeline.projection.runtime.steps.PostgresSteps;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.runtime.versions.ActiveSteps;
import org.geotimeline.projection.runtime.versions.ActiveVersion;
import org.geotimeline.projection.runtime.versions.OrphanVersion;
import org.geotimeline.projection.runtime.versions.Progress;
import org.geotimeline.projection.runtime.versions.Version;
import org.geotimeline.projection.runtime.versions.VersionComparison;
import org.geotimeline.projection.runtime.versions.VersionDifference;
import org.geotimeline.projection.runtime.versions.VersionOrder;
import org.geotimeline.projection.runtime.versions.VersionRefused;
import org.geotimeline.projection.runtime.versions.VersionSwitch;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The projections of this node, each with a runner of its own; what operators may ask of them. */
public final class Projections implements AutoCloseable, StepTables {

    /** How long a version may take to catch up with the active one, while that one is held. */
    private static final Duration MAX_CATCH_UP = Duration.ofSeconds(10);

    private final DataSource source;
    private final Sql sql;
    private final ActiveVersion serving;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final CountDownLatch released;

    private record Running(Projection projection, ProjectionRunner runner, StepTable steps) {}

    private Projections(NodeContext node) {
        this.source = node.source();
        this.sql = new Sql(source, "cannot read the versions of views");
        this.serving = node.activeVersion();
        this.released = node.released();
    }

    /** Starts a runner for each projection on the ledger of the store. */
    public static Projections start(
            List<? extends Projection> projections, DataSource source, EventLog log, MeterRegistry meters) {
        return start(projections, source, new StoredLedger(log), meters);
    }

    /**
     * Starts runners that create their tables and apply nothing before {@link #release}. Events that are loaded before that are
     * applied in large batches, not act by act beside the loading.
     */
    public static Projections hold(
            List<? extends Projection> projections, DataSource source, EventLog log, MeterRegistry meters) {
        return hold(projections, source, new StoredLedger(log), meters);
    }

    static Projections start(
            List<? extends Projection> projections, DataSource source, Ledger ledger, MeterRegistry meters) {
        Projections started = hold(projections, source, ledger, meters);
        started.release();
        return started;
    }

    private static Projections hold(
            List<? extends Projection> projections, DataSource source, Ledger ledger, MeterRegistry meters) {
        var node = NodeContext.of(projections, source, ledger);
        var started = new Projections(node);
        for (Projection projection : projections) {
            var runner = new ProjectionRunner(projection, node);
            var steps = new PostgresSteps(projection.name(), projection.keys(), source);
            if (started.running.put(projection.name(), new Running(projection, runner, steps)) != null) {
                throw new IllegalArgumentException("two projections are called " + projection.name());
            }
        }
        started.running.forEach(
                (name, each) -> new ProjectionMeters(name, each.runner().status(), meters).register());
        started.running.values().forEach(each -> each.runner().start());
        return started;
    }

    /** Lets the held runners apply events. */
    public void release() {
        released.countDown();
    }

    private Running named(String name) {
        Running found = running.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no projection is called '%s' but %s".formatted(name, running.keySet()));
        }
        return found;
    }

    private Running served(String name) {
        named(name);
        return named(serving.of(name));
    }

    /** The stored steps of the active version. */
    @Override
    public StepTable of(String name) {
        named(name);
        return new ActiveSteps(() -> served(name).steps());
    }

    /**
     * The position of the last event that the active version has applied, as last seen; 0 before the first event, and after a
     * reset.
     */
    public long applied(String name) {
        return served(name).runner().state().applied();
    }

    /** Waits until the active version has applied that position; false after a timeout. */
    public boolean await(String name, long position, Duration atMost) throws InterruptedException {
        return served(name).runner().await(position, atMost);
    }

    public ProjectionState state(String name) {
        return named(name).runner().state();
    }

    /** How far a version is built, and how fast. */
    public Progress progress(String name) {
        return named(name).runner().status().progress();
    }

    /** The states of all projections, in the order in which they were given. */
    public List<ProjectionState> states() {
        return running.values().stream().map(r -> r.runner().state()).toList();
    }

    /**
     * Empties the tables of a projection and sets its token to 0, in one transaction. The node that runs the projection then
     * rebuilds it from the first event. Questions wait meanwhile, or are {@link NotApplied}.
     */
    public void reset(String name) {
        named(name).runner().orders().reset();
    }

    /**
     * Resets every projection after events were erased from the ledger. The rows of versions that this program no longer has are
     * removed as well; a program that has those versions builds them again.
     */
    public void resetAll() {
        running.keySet().forEach(this::reset);
        sql.with(connection -> OrphanVersion.names(connection, running.keySet()))
                .forEach(name -> OrphanVersion.empty(source, name));
    }

    /** The parked acts of a projection after that position, in order of positions; at most {@code limit}. */
    public List<ParkedAct> parked(String name, long after, int limit) {
        return named(name).runner().orders().parked(after, limit);
    }

    /** The dropped events of a projection after that position, in order of positions; at most {@code limit}. */
    public List<DroppedEvent> dropped(String name, long after, int limit) {
        return named(name).runner().orders().dropped(after, limit);
    }

    /**
     * Has the node that runs the projection try parked acts again. A parked timeline goes on from the act at fault. If an act
     * could not be linked to its timelines, the projection is rebuilt.
     *
     * @param position of one parked act; null for all
     * @return the number of acts to be tried; 0 if none is parked at that position
     */
    public int retry(String name, @Nullable Long position) {
        return named(name).runner().orders().retry(position);
    }

    /**
     * Leaves an event out of a projection for ever, and rebuilds the projection without it.
     *
     * @param reason the operator's reason; stored
     * @return false if no act at fault is parked at that position
     */
    public boolean drop(String name, long position, String reason) {
        return named(name).runner().orders().drop(position, reason);
    }

    /**
     * SHA-256 over the rows and links of a projection up to and including that position, in hexadecimal: equal on every node,
     * and after every rebuild.
     *
     * @throws NotApplied if the projection has not applied that position
     */
    public String digest(String name, long position) {
        return new Digest(Tables.of(named(name).projection())).at(source, position);
    }

    // ------------------------------------------------------------------------------------------------------- versions

    /** The versions of a view, earlier ones first; empty if the program has no such view. */
    public List<Version> versions(String view) {
        List<String> names = serving.versions(view);
        return names.stream()
                .map(name -> {
                    ProjectionState state = state(name);
                    boolean answers = serving.of(name).equals(name);
                    return new Version(
                            name,
                            answers,
                            state.stopped(),
                            state.applied(),
                            state.behind(),
                            state.failure(),
                            progress(name));
                })
                .toList();
    }

    /** Whether that version is the active one of its view. */
    public boolean serves(String name) {
        return served(name).projection().name().equals(name);
    }

    /** The names of the views, without versions. */
    public List<String> views() {
        return running.keySet().stream().map(ActiveVersion::view).distinct().toList();
    }

    /** The switches between versions of a view, the latest first; at most {@code limit}. */
    public List<VersionSwitch> served(String view, int limit) {
        return sql.with(connection -> ActiveVersion.log(connection, view, limit));
    }

    /**
     * Makes a version the active one, on this node at once and on others within a second. The old version still follows the
     * ledger, so that it can answer again.
     *
     * @param reason the operator's reason; stored
     * @throws VersionRefused if the version does not catch up with the active one in time
     */
    public void serve(String name, String reason) throws InterruptedException {
        ProjectionRunner next = named(name).runner();
        String active = serving.of(name);
        if (active.equals(name)) {
            throw new VersionRefused("%s answers already".formatted(name));
        }
        if (next.state().stopped()) {
            throw new VersionRefused("%s was cancelled; resume it first".formatted(name));
        }
        if (!next.await(named(active).runner().state().applied(), MAX_CATCH_UP)) {
            throw new VersionRefused("%s is %d events behind the ledger; it can answer when it has come up to %s"
                    .formatted(name, next.state().behind(), active));
        }
        next.orders().serve(active, reason, MAX_CATCH_UP);
        serving.forget();
    }

    /**
     * Cancels a version: no node runs it until it is resumed. Its rows stay.
     *
     * @param reason the operator's reason; stored
     * @throws VersionRefused if the version is the active one
     */
    public void cancel(String name, String reason) {
        spare(name).orders().cancel(reason);
    }

    /**
     * Resumes a version that was cancelled or called off.
     *
     * @param reason the operator's reason, if there is one; stored
     */
    public void resume(String name, @Nullable String reason) {
        named(name).runner().orders().resume(reason);
    }

    /**
     * Calls off a version: its rows are removed, and no node runs it until it is resumed.
     *
     * @param reason the operator's reason, if there is one; stored
     * @throws VersionRefused if the version is the active one
     */
    public void callOff(String name, @Nullable String reason) {
        spare(name).orders().callOff(reason);
    }

    /**
     * Removes the rows of a version and builds it from the first event.
     *
     * @param reason the operator's reason; stored
     * @throws VersionRefused if the version is the active one, which would answer nothing meanwhile
     */
    public void rebuild(String name, String reason) {
        spare(name).orders().rebuild(reason);
    }

    /** The runner of a version that is not active. */
    private ProjectionRunner spare(String name) {
        if (serving.of(name).equals(name)) {
            throw ActiveVersion.answers(name);
        }
        return named(name).runner();
    }

    /** The orders of operators on the versions of a view, the latest first; at most {@code limit}. */
    public List<VersionOrder> ordered(String view, int limit) {
        return sql.with(connection -> VersionOrder.log(connection, view, limit));
    }

    /** The versions of a view that are in the database and not in this program, earlier ones first. */
    public List<OrphanVersion> gone(String view) {
        return sql.with(connection -> OrphanVersion.of(connection, view, serving.versions(view)));
    }

    /**
     * Removes the tables of a version that this program no longer has.
     *
     * @param reason the operator's reason; stored
     * @return false if there is no such version
     * @throws VersionRefused if this program has the version, or it is active on another node, or a node runs it
     */
    public boolean remove(String name, String reason) {
        if (running.containsKey(name)) {
            throw new VersionRefused("%s is in the program, which would make it again; call it off".formatted(name));
        }
        return OrphanVersion.remove(source, name, reason);
    }

    /**
     * Compares the answers of two versions of a view, as the ledger stood at that position.
     *
     * @param limit the largest number of differing cells to report
     * @throws NotApplied if one of the versions has not applied that position
     * @throws VersionRefused if the keys of their timelines differ, so that they answer different questions
     */
    public VersionDifference compare(String name, String other, long position, int limit) {
        return new VersionComparison(
                        Tables.of(named(name).projection()),
                        Tables.of(named(other).projection()))
                .at(source, position, limit);
    }

    /** Stops all runners; bounded. */
    @Override
    public void close() {
        running.values().parallelStream().forEach(each -> each.runner().close());
    }
}
