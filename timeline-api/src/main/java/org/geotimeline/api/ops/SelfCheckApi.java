package org.geotimeline.api.ops;

import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.recording.Recorder;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.log.SelfCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /ops/self-check}: whether every event is still what was appended; each one that is not is named by its position.
 * The check of the end of the ledger also checks the snapshots of decisions.
 */
@RestController
@RequestMapping("/api/v1/ops/self-check")
class SelfCheckApi {

    /** Maximum number of events that one request checks; about 20 seconds. */
    private static final long MAX_EVENTS = 200_000;

    private final SelfCheck check;
    private final Recorder recorder;

    SelfCheckApi(EventLog log, DataSource source, Recorder recorder) {
        this.check = new SelfCheck(log, source);
        this.recorder = recorder;
    }

    /**
     * Checks whether the ledger still is what was appended, and names each event that is not by its position.
     *
     * @param from the first position; 1 if it is left out
     * @param limit the number of positions, at most 200,000; continue from {@code to} + 1 while the check is not complete
     */
    @GetMapping(name = "checkLedger")
    SelfCheck.Report check(@RequestParam @Nullable Long from, @RequestParam @Nullable Long limit) {
        long first = from == null ? 1 : from;
        long positions = limit == null ? MAX_EVENTS : limit;
        if (first < 1) {
            throw new BadQuestion("from", "the first position is 1, not %d".formatted(first));
        }
        if (positions < 1 || positions > MAX_EVENTS) {
            throw new BadQuestion("limit", "limit is between 1 and %d, not %d".formatted(MAX_EVENTS, positions));
        }
        SelfCheck.Report report = check.run(first, positions);
        return report.complete() ? withSnapshots(report) : report;
    }

    private SelfCheck.Report withSnapshots(SelfCheck.Report report) {
        List<SelfCheck.Finding> findings = Stream.concat(
                        report.findings().stream(), recorder.checkSnapshots(MAX_EVENTS).stream())
                .toList();
        return new SelfCheck.Report(report.from(), report.to(), findings, report.erased(), true);
    }
}
