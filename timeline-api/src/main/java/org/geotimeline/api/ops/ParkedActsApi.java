package org.geotimeline.api.ops;

import java.util.List;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.NotOnFile;
import org.geotimeline.projection.runtime.ProjectionState;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.projection.runtime.parked.DroppedEvent;
import org.geotimeline.projection.runtime.parked.ParkedAct;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /ops/views/{view}}: the acts that a view could not apply. They can be tried again, or left out for ever. */
@RestController
@RequestMapping("/api/v1/ops/views/{view}")
class ParkedActsApi {

    private static final int PAGE_ACTS = 100;
    private static final int MAX_PAGE_ACTS = 1_000;

    private final Projections projections;

    ParkedActsApi(Projections projections) {
        this.projections = projections;
    }

    /**
     * The acts that a view could not take, and the acts that wait behind them.
     *
     * @param view the view with its version, {@code stance_v2}
     * @param after only acts after that position; 0 if it is left out
     * @param limit at most that many, up to 1,000; go on after the last position
     */
    @GetMapping(name = "listParkedActs", path = "/parked")
    List<ParkedAct> parked(
            @PathVariable String view, @RequestParam @Nullable Long after, @RequestParam @Nullable Integer limit) {
        return projections.parked(known(view), first(after), page(limit));
    }

    /** What it leaves out for ever, and why. */
    @GetMapping(name = "listDroppedActs", path = "/dropped")
    List<DroppedEvent> dropped(
            @PathVariable String view, @RequestParam @Nullable Long after, @RequestParam @Nullable Integer limit) {
        return projections.dropped(known(view), first(after), page(limit));
    }

    /** @param timelines on how many timelines acts are tried again, within seconds */
    record Wanted(int timelines) {}

    /**
     * Tries parked acts again.
     *
     * @param position the position of one act that other acts wait for; all such acts if it is left out
     */
    @PostMapping(name = "retryParkedActs", path = "/parked/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Wanted retry(@PathVariable String view, @RequestParam @Nullable Long position) {
        int wanted = projections.retry(known(view), position);
        if (wanted == 0 && position != null) {
            throw notParked(view, position);
        }
        return new Wanted(wanted);
    }

    /**
     * Leaves an act out of the view for ever, and rebuilds the view without it.
     *
     * @param reason why; kept, and listed by {@code /dropped}
     * @param position the position of the act in the ledger
     */
    @PostMapping(name = "dropParkedAct", path = "/parked/drop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void drop(@PathVariable String view, @RequestParam long position, @RequestParam String reason) {
        if (!projections.drop(known(view), position, Reason.of(reason))) {
            throw notParked(view, position);
        }
    }

    private static NotOnFile notParked(String view, long position) {
        return new NotOnFile("%s has no parked act at position %d that other acts wait for".formatted(view, position));
    }

    private String known(String view) {
        List<String> names =
                projections.states().stream().map(ProjectionState::name).toList();
        if (!names.contains(view)) {
            throw new NotOnFile("no view is called '%s' but %s".formatted(view, String.join(", ", names)));
        }
        return view;
    }

    private static long first(@Nullable Long after) {
        if (after != null && after < 0) {
            throw new BadQuestion("after", "positions begin with 1; 0 is before all, not %d".formatted(after));
        }
        return after == null ? 0 : after;
    }

    private static int page(@Nullable Integer limit) {
        if (limit != null && (limit < 1 || limit > MAX_PAGE_ACTS)) {
            throw new BadQuestion("limit", "limit is between 1 and %d, not %d".formatted(MAX_PAGE_ACTS, limit));
        }
        return limit == null ? PAGE_ACTS : limit;
    }
}
