package org.geotimeline.api.ops;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * Looks at the ledger and what follows it, for whoever watches them: once a second at the most, however many ask, one look at
 * a time, and nobody waits for a database that does not answer longer than three seconds.
 */
@Component
class OpsMonitor {

    /** A view that is at most so far behind is live; a batch of its runner. */
    static final long LIVE = 500;

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final EventLog log;
    private final Projections projections;
    private final PublicFeed feed;
    private final ObjectProvider<RunningJobs> underway;
    private volatile Set<String> serving = Set.of();
    private @Nullable Asked asked;

    OpsMonitor(EventLog log, Projections projections, PublicFeed feed, ObjectProvider<RunningJobs> underway) {
        this.log = log;
        this.projections = projections;
        this.feed = feed;
        this.underway = underway;
    }

    private record Asked(long at, CompletableFuture<Look> answer) {}

    /**
     * A view with its version.
     *
     * @param serves whether questions are answered by it
     */
    record Seen(ProjectionState state, boolean serves) {}

    /**
     * How everything was at one moment.
     *
     * @param standing of the ledger; null where the database did not answer
     * @param failure why it did not
     */
    record Look(
            List<Seen> views,
            Optional<ActsFeed.State> feed,
            List<RunningJobs.Work> works,
            @Nullable LedgerStatus standing,
            @Nullable String failure) {

        /** How many events lie after that position; null where that is not known. */
        @Nullable
        Long behind(long applied) {
            return standing == null || applied < 0 ? null : Math.max(0, standing.position() - applied);
        }

        /** The age of the first event after that position; 0 where there is none, null where that is not known. */
        @Nullable
        Double secondsBehind(long applied) {
            if (standing == null || applied < 0) {
                return null;
            }
            return standing.ages().getOrDefault(applied + 1, Duration.ZERO).toNanos() / 1e9;
        }

        /** In a word: it goes along, comes up, stands still, or is not wanted. */
        String word(Seen view) {
            if (view.state().stopped()) {
                return "called-off";
            }
            if (view.state().failure() != null) {
                return "stopped";
            }
            Long behind = behind(view.state().applied());
            return (behind == null ? view.state().behind() : behind) <= LIVE ? "live" : "building";
        }
    }

    /** How it is now, or was within the last second. */
    Look look() {
        Asked current = current();
        long left = PATIENCE_NANOS - (System.nanoTime() - current.at());
        try {
            return current.answer().get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable why = e.getCause();
            return without(why == null ? e.toString() : String.valueOf(why.getMessage()));
        } catch (TimeoutException e) {
            return without(
                    "the database has not answered for %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return without("interrupted");
        }
    }

    private synchronized Asked current() {
        Asked last = asked;
        if (last == null || (last.answer().isDone() && System.nanoTime() - last.at() > FRESH_NANOS)) {
            var answer = new CompletableFuture<Look>();
            last = new Asked(System.nanoTime(), answer);
            asked = last;
            Thread.ofVirtual().name("watch").start(() -> answer(answer));
        }
        return last;
    }

    private void answer(CompletableFuture<Look> answer) {
        try {
            answer.complete(now());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /** Who follows is asked before the ledger, so that nobody seems ahead of it. */
    private Look now() {
        List<ProjectionState> states = projections.states();
        Optional<ActsFeed.State> published = feed.state();
        Set<Long> next = new HashSet<>();
        states.forEach(state -> next.add(state.applied() + 1));
        published.ifPresent(state -> next.add(state.published() + 1));
        LedgerStatus standing = log.standing(next);
        serving = new TreeSet<>(states.stream()
                .map(ProjectionState::name)
                .filter(projections::serves)
                .toList());
        List<RunningJobs.Work> works =
                underway.stream().flatMap(each -> each.works().stream()).toList();
        return new Look(seen(states), published, works, standing, null);
    }

    private Look without(String failure) {
        return new Look(seen(projections.states()), feed.state(), List.of(), null, failure);
    }

    private List<Seen> seen(List<ProjectionState> states) {
        return states.stream()
                .map(state -> new Seen(state, serving.contains(state.name())))
                .toList();
    }
}
