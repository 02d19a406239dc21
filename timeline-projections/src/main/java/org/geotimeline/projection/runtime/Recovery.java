package org.geotimeline.projection.runtime;

import java.sql.SQLException;
import java.time.Duration;
import org.geotimeline.act.Recorded;
import org.geotimeline.projection.runtime.parked.ActNotApplicable;
import org.geotimeline.projection.runtime.parked.ParkedActs;
import org.geotimeline.projection.runtime.steps.Token;
import org.geotimeline.store.sql.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows a failed batch: a smaller batch, a backoff, or parking the act at fault after
 * {@value #MAX_TRIES} tries. For the runner's thread.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int MAX_TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    private final String name;
    private final Batch batch;
    private final AppliedPosition position;
    private final RunnerStatus status;
    private final ParkedActs parkedActs;
    private final BoundedTransactions transactions;
    private final StopSignal stop;
    private final Backoff backoff = new Backoff(FIRST_PAUSE, MAX_PAUSE);
    private @Nullable ActNotApplicable suspect;
    private int tries;

    Recovery(
            Batch batch,
            AppliedPosition position,
            RunnerStatus status,
            ParkedActs parkedActs,
            BoundedTransactions transactions,
            StopSignal stop) {
        this.name = transactions.name();
        this.batch = batch;
        this.position = position;
        this.status = status;
        this.parkedActs = parkedActs;
        this.transactions = transactions;
        this.stop = stop;
    }

    void succeeded() {
        status.succeeded();
        backoff.reset();
    }

    void after(Throwable failure) {
        report(failure);
        if (!batch.narrows(failure) && !(failure instanceof ActNotApplicable notApplicable && park(notApplicable))) {
            stop.pause(backoff.next());
        }
    }

    private void report(Throwable failure) {
        Recorded event = batch.event();
        String where = event == null
                ? "after position %d".formatted(position.applied())
                : "at position %d, act %s".formatted(event.position(), event.id());
        boolean again = status.failed("%s: %s".formatted(where, failure));
        if (again) {
            LOG.warn("{} stops {} again and goes on trying: {}", name, where, failure.toString());
        } else {
            LOG.warn("{} stops {} and will try again: {}", name, where, failure.toString(), failure);
        }
    }

    /** Parks the act; false if it should be tried once more first. */
    private boolean park(ActNotApplicable notApplicable) {
        tries = notApplicable.samePlaceAs(suspect) ? tries + 1 : 1;
        suspect = notApplicable;
        if (tries < MAX_TRIES) {
            return false;
        }
        try {
            boolean isMine = transactions.attempt(connection -> {
                boolean unmoved = Token.locked(connection, name)
                        .filter(token -> token.position() == notApplicable.position() - 1)
                        .isPresent();
                if (unmoved) {
                    parkedActs.park(connection, notApplicable, tries);
                }
                return unmoved;
            });
            LOG.warn(
                    "{} parks the act {} at position {}{}: {}",
                    name,
                    notApplicable.act(),
                    notApplicable.position(),
                    notApplicable.timeline().map(t -> " on " + t.values()).orElse(""),
                    notApplicable.why());
            suspect = null;
            return isMine;
        } catch (SQLException | RuntimeException e) {
            e.addSuppressed(notApplicable);
            report(e);
            return false;
        }
    }
}
