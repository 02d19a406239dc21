package org.geotimeline.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.geotimeline.imports.ImportProgress.State;
import org.geotimeline.imports.format.AnotherFormat;
import org.geotimeline.imports.snapshot.OnList;
import org.jspecify.annotations.Nullable;

/** Counts what an import does, and writes it with the new rejects to the table of imports, twice a second at most. */
final class ProgressWriter {

    private static final long WRITE_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Dependencies dependencies;
    private final Tally tally = new Tally();
    private Import running;
    private long writtenNanos = System.nanoTime();

    ProgressWriter(Dependencies dependencies, Import queued) {
        this.dependencies = dependencies;
        this.running = queued;
    }

    String id() {
        return running.id();
    }

    /** The import as it was last written. */
    Import running() {
        return running;
    }

    Tally tally() {
        return tally;
    }

    void start() {
        write(State.RUNNING, null, dependencies.moment(), null);
    }

    void end(State state, @Nullable String reason) {
        write(state, reason, running.progress().startedAt(), dependencies.moment());
    }

    /** Keeps what a snapshot shows; it is written with the next progress. */
    void surveyed(LocalDate day, List<OnList> lists) {
        ImportProgress last = running.progress();
        running =
                running.with(counted(last.state(), last.reason(), day, tally.rejects(), lists, last.startedAt(), null));
    }

    /**
     * Writes the progress if the last is old enough.
     *
     * @throws AnotherFormat if too many rows were rejected
     */
    void update() throws AnotherFormat {
        int maxRejects = dependencies.limits().rejects();
        if (tally.rejects() > maxRejects) {
            throw new AnotherFormat("more than %d of its rows could not be read".formatted(maxRejects));
        }
        if (System.nanoTime() - writtenNanos > WRITE_INTERVAL_NANOS) {
            write(State.RUNNING, null, running.progress().startedAt(), null);
        }
    }

    private void write(
            State state, @Nullable String reason, @Nullable Instant startedAt, @Nullable Instant finishedAt) {
        writtenNanos = System.nanoTime();
        Tally.Rejects rejects = tally.takeRejects();
        ImportProgress last = running.progress();
        running = running.with(counted(state, reason, last.day(), rejects.all(), last.lists(), startedAt, finishedAt));
        dependencies.table().update(running, rejects.fresh());
    }

    private ImportProgress counted(
            State state,
            @Nullable String reason,
            @Nullable LocalDate day,
            long rejects,
            List<OnList> lists,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        return new ImportProgress(
                state,
                reason,
                day,
                tally.records.sum(),
                tally.handled.sum(),
                tally.acts.sum(),
                tally.nothingNew.sum(),
                rejects,
                lists,
                startedAt,
                finishedAt);
    }
}
