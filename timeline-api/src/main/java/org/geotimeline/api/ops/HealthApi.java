package org.geotimeline.api.ops;

import java.util.List;
import org.geotimeline.projection.runtime.ProjectionState;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.store.EventLog;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /health}: whether the server can be asked, and how far its views have read; {@code /live} and {@code /ready} for
 * what starts and stops servers.
 */
@RestController
@RequestMapping("/api/v1/health")
public class HealthApi {

    private final EventLog log;
    private final Projections projections;
    private final OpsMonitor watch;
    private volatile boolean cameUp;

    /** Where the ledger ended when what is loaded at the start was on file; negative before. */
    private volatile long loaded = -1;

    HealthApi(EventLog log, Projections projections, OpsMonitor watch) {
        this.log = log;
        this.projections = projections;
        this.watch = watch;
    }

    /**
     * How it is.
     *
     * @param status {@code up}, or {@code degraded} where a view fails and its answers stay behind, or has parked acts that it could not take
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
     * Whether it is as it should be.
     *
     * @param reasons why it is not
     */
    record Readiness(String status, List<String> reasons) {}

    /** That the process answers; nothing else is asked, so that a database that is away gets no server killed. */
    @GetMapping(name = "getLiveness", path = "/live")
    Readiness live() {
        return new Readiness("up", List.of());
    }

    /** What is to be on file from the start is on file. */
    public void loaded() {
        loaded = log.head();
    }

    /**
     * Whether questions should come here: the database answers, what is loaded at the start is on file, and the views that
     * answer have come up to where the ledger ended then. 503 where not.
     */
    @GetMapping(name = "getReadiness", path = "/ready")
    ResponseEntity<Readiness> ready() {
        OpsMonitor.Look look = watch.look();
        if (look.failure() != null) {
            return notReady(List.of(look.failure()));
        }
        if (loaded < 0) {
            return notReady(List.of("what is to be on file from the start is being loaded"));
        }
        List<String> building = cameUp ? List.of() : building(look, loaded);
        cameUp = building.isEmpty();
        return cameUp ? ResponseEntity.ok(new Readiness("up", List.of())) : notReady(building);
    }

    /** What keeps the views that answer from doing so up to that position. */
    static List<String> building(OpsMonitor.Look look, long upTo) {
        return look.views().stream()
                .filter(OpsMonitor.Seen::serves)
                .map(OpsMonitor.Seen::state)
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
