package org.geotimeline.api.ops;

import java.util.List;
import org.geotimeline.api.ops.OpsSnapshot.ViewSnapshot;
import org.geotimeline.projection.runtime.ProjectionState;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.store.EventLog;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /health}: whether the server answers, and how far its views have read. {@code /live} and {@code /ready} are for
 * programs that start and stop servers.
 */
@RestController
@RequestMapping("/api/v1/health")
public class HealthApi {

    private final EventLog log;
    private final Projections projections;
    private final OpsMonitor monitor;
    private volatile boolean ready;

    /** The end of the ledger after the loading at the start; negative before. */
    private volatile long loadedPosition = -1;

    HealthApi(EventLog log, Projections projections, OpsMonitor monitor) {
        this.log = log;
        this.projections = projections;
        this.monitor = monitor;
    }

    /**
     * The health of the server.
     *
     * @param status {@code up}, or {@code degraded} if a view fails and its answers stay behind, or has parked acts
     * @param position the end of the ledger
     */
    record Health(String status, long position, List<ProjectionState> views) {}

    /** The health of the server, and how far each view has read. */
    @GetMapping(name = "getHealth")
    Health health() {
        List<ProjectionState> views = projections.states();
        boolean failing = views.stream().anyMatch(view -> view.failure() != null || view.parked() > 0);
        return new Health(failing ? "degraded" : "up", log.head(), views);
    }

    /**
     * Whether the server is live or ready.
     *
     * @param reasons why it is not
     */
    record Readiness(String status, List<String> reasons) {}

    /** Answers if the process does. The database is not asked, so that its failure gets no server killed. */
    @GetMapping(name = "getLiveness", path = "/live")
    Readiness live() {
        return new Readiness("up", List.of());
    }

    /** Called when everything that is loaded at the start is on file. */
    public void loaded() {
        loadedPosition = log.head();
    }

    /**
     * Whether this server should be asked: the database answers, the loading at the start is over, and the views that answer
     * have applied what was loaded. Otherwise 503.
     */
    @GetMapping(name = "getReadiness", path = "/ready")
    ResponseEntity<Readiness> ready() {
        OpsSnapshot snapshot = monitor.snapshot();
        if (snapshot.failure() != null) {
            return notReady(List.of(snapshot.failure()));
        }
        if (loadedPosition < 0) {
            return notReady(List.of("what is to be on file from the start is being loaded"));
        }
        List<String> building = ready ? List.of() : building(snapshot, loadedPosition);
        ready = building.isEmpty();
        return ready ? ResponseEntity.ok(new Readiness("up", List.of())) : notReady(building);
    }

    /** A sentence for each view that answers and has not applied that position. */
    static List<String> building(OpsSnapshot snapshot, long upTo) {
        return snapshot.views().stream()
                .filter(ViewSnapshot::serves)
                .map(ViewSnapshot::state)
                .filter(view -> view.applied() < upTo || view.failure() != null)
                .map(view -> "%s has applied %d of %d events%s"
                        .formatted(
                                view.name(),
                                Math.min(view.applied(), upTo),
                                upTo,
                                view.failure() == null ? "" : ", and stands still: " + view.failure()))
                .toList();
    }

    private static ResponseEntity<Readiness> notReady(List<String> reasons) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(new Readiness("not ready", reasons));
    }
}
