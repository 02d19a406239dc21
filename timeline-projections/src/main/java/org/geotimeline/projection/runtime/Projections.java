package org.geotimeline.projection.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
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
import org.jspecify.annotations.Nullable;

/** The projections of this node, each read by a runner of its own. */
public final class Projections implements AutoCloseable, StepTables {

    /** How long a version may take to come up to the one that answers, while that one is held. */
    private static final Duration CATCH_UP = Duration.ofSeconds(10);

    private final DataSource source;
    private final ActiveVersion serving;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final CountDownLatch released;

    private record Running(Projection projection, ProjectionRunner runner, StepTable steps) {}

    private Projections(NodeContext node) {
        this.source = node.source();
        this.serving = node.activeVersion();
        this.released = node.released();
    }

    /** Starts a runner for each projection on the ledger of the store. */
    public static Projections start(
            List<? extends Projection> projections, DataSource source, EventLog log, MeterRegistry meters) {
        return start(projections, source, new StoredLedger(log), meters);
    }

    /**
     * The same, which make their tables and apply nothing until {@link #release}: what is loaded before that is applied in
     * one go, and not act by act beside the loading.
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

    /** Lets those that were held go. */
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

    /** Of the version that answers, for reading. */
    @Override
    public StepTable of(String name) {
        named(name);
        return new ActiveSteps(() -> served(name).steps());
    }

    /**
     * The position of the last event that the version that answers has applied, as last seen; 0 before the first, and
     * after a reset.
     */
    public long applied(String name) {
        return served(name).runner().state().applied();
    }

    /** Waits until the version that answers has applied that position; false if the time is over before. */
    public boolean await(String name, long position, Duration atMost) throws InterruptedException {
        return served(name).runner().await(position, atMost);
    }

    public ProjectionState state(String name) {
        return named(name).runner().state();
    }

    /** How far that version is built, and how fast. */
    public Progress progress(String name) {
        return named(name).runner().status().progress();
    }

    /** How all projections stand, in the order in which they were given. */
    public List<ProjectionState> states() {
        return running.values().stream().map(r -> r.runner().state()).toList();
    }

    /**
     * Empties the tables of that projection and sets its token to 0, in one transaction; it is then rebuilt from the
     * first event by the node that runs it. Questions wait meanwhile, or are {@link NotApplied}.
     */
    public void reset(String name) {
        named(name).runner().orders().reset();
    }

    /**
     * Resets every view, after an erasure. The rows of versions that the program no longer has are
     * removed as well; a program that has them builds them again.
     */
    public void resetAll() {
        running.keySet().forEach(this::reset);
        read(connection -> OrphanVersion.names(connection, running.keySet()))
                .forEach(name -> OrphanVersion.empty(source, name));
    }

    /** What that projection has parked after that position, in order of positions; at most that many. */
    public List<ParkedAct> parked(String name, long after, int limit) {
        return named(name).runner().orders().parked(after, limit);
    }

    /** What it leaves out for ever, after that position. */
    public List<DroppedEvent> dropped(String name, long after, int limit) {
        return named(name).runner().orders().dropped(after, limit);
    }

    /**
     * Has it try again what others wait for, on whatever node it runs. A timeline goes on where it stood; for an act that
     * could not be placed on its timelines the projection is rebuilt.
     *
     * @param position of one of those; null for all
     * @return how many will be tried; 0 where none is parked there
     */
    public int retry(String name, @Nullable Long position) {
        return named(name).runner().orders().retry(position);
    }

    /**
     * Leaves an event out of that projection for ever, and rebuilds it without.
     *
     * @param reason for later readers
     * @return false where no act is parked at that position that others wait for
     */
    public boolean drop(String name, long position, String reason) {
        return named(name).runner().orders().drop(position, reason);
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

    // ------------------------------------------------------------------------------------------------------- versions

    /** The versions of a view, earlier ones first; none where there is no such view. */
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

    /** Whether questions are answered by that version of its view. */
    public boolean serves(String name) {
        return served(name).projection().name().equals(name);
    }

    /** The views, each by its name without a version. */
    public List<String> views() {
        return running.keySet().stream().map(ActiveVersion::view).distinct().toList();
    }

    /** Which versions of a view answered, the latest first; at most that many. */
    public List<VersionSwitch> served(String view, int limit) {
        return read(connection -> ActiveVersion.log(connection, view, limit));
    }

    /**
     * From now on that version answers, on this node at once and on others within a second. The one that did goes on being
     * built, so that it can answer again.
     *
     * @param reason why; kept
     * @throws VersionRefused where it does not come up to the one that answers now
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
        if (!next.await(named(active).runner().state().applied(), CATCH_UP)) {
            throw new VersionRefused("%s is %d events behind the ledger; it can answer when it has come up to %s"
                    .formatted(name, next.state().behind(), active));
        }
        next.orders().serve(active, reason, CATCH_UP);
        serving.forget();
    }

    /**
     * Nobody goes on building that version until it is resumed; what it has stays.
     *
     * @param reason why; kept
     * @throws VersionRefused where it is the one that answers
     */
    public void cancel(String name, String reason) {
        spare(name).orders().cancel(reason);
    }

    /**
     * Has a version that was cancelled or called off built after all.
     *
     * @param reason why; kept where there is one
     */
    public void resume(String name, @Nullable String reason) {
        named(name).runner().orders().resume(reason);
    }

    /**
     * Calls off the building of a version: its rows are removed and no node runs it, until it is resumed.
     *
     * @param reason why; kept where there is one
     * @throws VersionRefused where it is the one that answers
     */
    public void callOff(String name, @Nullable String reason) {
        spare(name).orders().callOff(reason);
    }

    /**
     * Takes the rows of a version away and builds it from the first event on.
     *
     * @param reason why; kept
     * @throws VersionRefused where it is the one that answers, which would answer nothing meanwhile
     */
    public void rebuild(String name, String reason) {
        spare(name).orders().rebuild(reason);
    }

    /** The runner of a version that does not answer. */
    private ProjectionRunner spare(String name) {
        if (serving.of(name).equals(name)) {
            throw ActiveVersion.answers(name);
        }
        return named(name).runner();
    }

    /** What operators had done with the versions of a view, the latest first; at most that many. */
    public List<VersionOrder> ordered(String view, int limit) {
        return read(connection -> VersionOrder.log(connection, view, limit));
    }

    /** The versions of a view that are in the database and not in the program, earlier ones first. */
    public List<OrphanVersion> gone(String view) {
        return read(connection -> OrphanVersion.of(connection, view, serving.versions(view)));
    }

    /**
     * Takes the tables of a version away that the program has no more.
     *
     * @param reason why; kept
     * @return false where there is no such version
     * @throws VersionRefused where the program has it, or it answers on another node, or one runs it
     */
    public boolean remove(String name, String reason) {
        if (running.containsKey(name)) {
            throw new VersionRefused("%s is in the program, which would make it again; call it off".formatted(name));
        }
        return OrphanVersion.remove(source, name, reason);
    }

    private interface Reading<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try (Connection connection = source.getConnection()) {
            return reading.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("what is kept of versions is not told now", e);
        }
    }

    /**
     * Where two versions of a view would answer differently, as the ledger stood at that position.
     *
     * @param limit maximum number of differing cells
     * @throws NotApplied if one of them has not applied that position
     * @throws VersionRefused if their timelines have other keys, so that they answer other questions
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
