package org.geotimeline.api.ops;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.geotimeline.api.ops.OpsSnapshot.ViewSnapshot;
import org.geotimeline.api.server.PublicFeed;
import org.geotimeline.projection.publicfeed.ActsFeed;
import org.geotimeline.projection.runtime.ProjectionState;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.LedgerStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Takes snapshots of the ledger, the views and the feed for operators: one at a time, and one a second at most, however
 * many requests ask. A request waits three seconds at most for a database that does not answer.
 */
@Component
class OpsMonitor {

    private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final EventLog log;
    private final Projections projections;
    private final PublicFeed feed;
    private final ObjectProvider<RunningJobs> jobs;
    private volatile Set<String> serving = Set.of();
    private @Nullable Reading last;

    OpsMonitor(EventLog log, Projections projections, PublicFeed feed, ObjectProvider<RunningJobs> jobs) {
        this.log = log;
        this.projections = projections;
        this.feed = feed;
        this.jobs = jobs;
    }

    private record Reading(long startedNanos, CompletableFuture<OpsSnapshot> snapshot) {}

    /** The current snapshot, or one of the last second. */
    OpsSnapshot snapshot() {
        Reading current = current();
        long leftNanos = MAX_WAIT_NANOS - (System.nanoTime() - current.startedNanos());
        try {
            return current.snapshot().get(Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable why = e.getCause();
            return withoutDatabase(why == null ? e.toString() : String.valueOf(why.getMessage()));
        } catch (TimeoutException e) {
            return withoutDatabase(
                    "the database has not answered for %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(MAX_WAIT_NANOS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return withoutDatabase("interrupted");
        }
    }

    private synchronized Reading current() {
        Reading current = last;
        if (current == null
                || (current.snapshot().isDone() && System.nanoTime() - current.startedNanos() > MAX_AGE_NANOS)) {
            var snapshot = new CompletableFuture<OpsSnapshot>();
            current = new Reading(System.nanoTime(), snapshot);
            last = current;
            Thread.ofVirtual().name("ops-monitor").start(() -> complete(snapshot));
        }
        return current;
    }

    private void complete(CompletableFuture<OpsSnapshot> snapshot) {
        try {
            snapshot.complete(read());
        } catch (RuntimeException | Error e) {
            snapshot.completeExceptionally(e);
        }
    }

    /** Reads the views and the feed before the ledger, so that none of them seems ahead of it. */
    private OpsSnapshot read() {
        List<ProjectionState> states = projections.states();
        Optional<ActsFeed.State> published = feed.state();
        Set<Long> next = new HashSet<>();
        states.forEach(state -> next.add(state.applied() + 1));
        published.ifPresent(state -> next.add(state.published() + 1));
        LedgerStatus ledger = log.standing(next);
        serving = new TreeSet<>(states.stream()
                .map(ProjectionState::name)
                .filter(projections::serves)
                .toList());
        List<RunningJobs.Work> works =
                jobs.stream().flatMap(each -> each.works().stream()).toList();
        return new OpsSnapshot(views(states), published, works, ledger, null);
    }

    private OpsSnapshot withoutDatabase(String failure) {
        return new OpsSnapshot(views(projections.states()), feed.state(), List.of(), null, failure);
    }

    private List<ViewSnapshot> views(List<ProjectionState> states) {
        return states.stream()
                .map(state -> new ViewSnapshot(state, serving.contains(state.name())))
                .toList();
    }
}
