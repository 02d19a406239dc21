package org.geotimeline.api;

import java.util.List;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.store.EventLog;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health}: whether the server can be asked, and how far its views have read. */
@RestController
@RequestMapping("/api/v1/health")
class HealthApi {

    private final EventLog log;
    private final Projections projections;

    HealthApi(EventLog log, Projections projections) {
        this.log = log;
        this.projections = projections;
    }

    /**
     * How it is.
     *
     * @param status {@code up}, or {@code degraded} where a view fails and its answers stay behind, or has parked acts that it could not take
     * @param position the end of the ledger
     */
    record Health(String status, long position, List<Projections.State> views) {}

    @GetMapping
    Health health() {
        List<Projections.State> views = projections.states();
        boolean failing = views.stream().anyMatch(view -> view.failure() != null || view.parked() > 0);
        return new Health(failing ? "degraded" : "up", log.head(), views);
    }
}
