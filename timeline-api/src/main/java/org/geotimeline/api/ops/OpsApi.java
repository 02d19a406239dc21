package org.geotimeline.api.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.geotimeline.api.ops.OpsSnapshot.ViewSnapshot;
import org.geotimeline.api.server.Deployment;
import org.geotimeline.projection.publicfeed.ActsFeed;
import org.geotimeline.projection.runtime.ProjectionState;
import org.geotimeline.store.LedgerStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /ops}: the state of the server on one page. The page is answered without the database, too, and says so. */
@RestController
@RequestMapping("/api/v1/ops")
class OpsApi {

    /** With less free space on the disk the next days are uncertain. */
    private static final long MIN_FREE_BYTES = 1L << 30;

    /** A view that answers is late if it lags more than this. */
    private static final double MAX_LAG_SECONDS = 30;

    private final OpsMonitor monitor;
    private final MeterRegistry meters;
    private final Deployment deployment;
    private final Clock clock;
    private final Instant startedAt;

    OpsApi(OpsMonitor monitor, MeterRegistry meters, Deployment deployment, Clock clock) {
        this.monitor = monitor;
        this.meters = meters;
        this.deployment = deployment;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /**
     * The state of the server.
     *
     * @param status {@code up}, or {@code degraded} if something is wrong
     * @param wrong a sentence for each thing that is wrong
     * @param version the version of this program
     * @param ledger null if the database does not answer
     * @param feed null if nothing is published
     * @param imports the running imports of all nodes
     * @param disk the disk of the data folder; null if the database runs elsewhere
     * @param links the addresses of more details
     */
    record Ops(
            String status,
            List<String> wrong,
            String version,
            Instant startedAt,
            Instant at,
            @Nullable LedgerNow ledger,
            List<ViewNow> views,
            @Nullable FeedNow feed,
            AppendsNow appends,
            List<RunningJobs.Work> imports,
            @Nullable DiskNow disk,
            Map<String, String> links) {}

    /**
     * The state of the ledger.
     *
     * @param position the position of the last event
     * @param recordedAt the moment at which the last event was recorded; null if there is none
     * @param database the version of PostgreSQL
     * @param bytes the size of events and tags with their indexes
     * @param databaseBytes the size of the whole database, with the views
     */
    record LedgerNow(long position, @Nullable Instant recordedAt, String database, long bytes, long databaseBytes) {

        static @Nullable LedgerNow of(@Nullable LedgerStatus standing) {
            return standing == null
                    ? null
                    : new LedgerNow(
                            standing.position(),
                            standing.position() == 0 ? null : standing.recordedAt(),
                            standing.database(),
                            standing.bytes(),
                            standing.databaseBytes());
        }
    }

    /**
     * The state of one version of a view.
     *
     * @param serving true if questions are answered by this version
     * @param state {@code live}, {@code building} if more than 500 events behind, {@code stopped} if the last batch failed,
     *     {@code called-off} if an operator called off the building
     * @param applied the position of the last event that the version has applied
     * @param behind the number of events that the version has not applied; null if it is unknown
     * @param secondsBehind the age of the first of those events in seconds; 0 if there is none
     * @param parked the number of acts that are parked, or wait behind parked acts
     * @param here true if this node runs the version
     * @param failures the number of batches that have failed on this node
     * @param failure where and why the last batch failed
     */
    record ViewNow(
            String name,
            boolean serving,
            String state,
            long applied,
            @Nullable Long behind,
            @Nullable Double secondsBehind,
            int parked,
            boolean here,
            long failures,
            @Nullable String failure) {

        static ViewNow of(OpsSnapshot snapshot, ViewSnapshot view) {
            ProjectionState state = view.state();
            return new ViewNow(
                    state.name(),
                    view.serves(),
                    snapshot.word(view),
                    state.applied(),
                    snapshot.behind(state.applied()),
                    snapshot.secondsBehind(state.applied()),
                    state.parked(),
                    state.here(),
                    state.failures(),
                    state.failure());
        }
    }

    /**
     * The state of the public feed.
     *
     * @param published the position up to which this node has published; null if another node publishes
     * @param failure why the feed stands still
     */
    record FeedNow(
            String topic,
            @Nullable Long published,
            @Nullable Long behind,
            @Nullable Double secondsBehind,
            @Nullable String failure) {

        static FeedNow of(OpsSnapshot snapshot, ActsFeed.State feed) {
            return new FeedNow(
                    feed.topic(),
                    feed.published() < 0 ? null : feed.published(),
                    snapshot.behind(feed.published()),
                    snapshot.secondsBehind(feed.published()),
                    feed.failure());
        }
    }

    /**
     * The appends of this node since it was started.
     *
     * @param conflicts the number of appends that their condition refused
     * @param waiting the number of appends that wait for the next group
     * @param seconds the seconds from call to answer in the last minutes, by percentile: {@code p50}, {@code p95},
     *     {@code p99}
     */
    record AppendsNow(long count, long conflicts, long failures, int waiting, Map<String, Double> seconds) {}

    record DiskNow(String folder, long freeBytes, long totalBytes) {}

    private static final Map<String, String> LINKS = links();

    private static Map<String, String> links() {
        var links = new LinkedHashMap<String, String>();
        links.put("metrics", "/api/v1/ops/metrics");
        links.put("meters", "/api/v1/ops/meters");
        links.put("parked", "/api/v1/ops/views/{view}/parked");
        links.put("dropped", "/api/v1/ops/views/{view}/dropped");
        links.put("versions", "/api/v1/ops/versions/{view}");
        links.put("selfCheck", "/api/v1/ops/self-check");
        links.put("log", "/api/v1/ops/log");
        links.put("imports", "/api/v1/imports");
        links.put("health", "/api/v1/health");
        links.put("live", "/api/v1/health/live");
        links.put("ready", "/api/v1/health/ready");
        return links;
    }

    /** The state of the ledger, the views, the feed and the imports on one page. */
    @GetMapping(name = "getOps")
    Ops ops() {
        OpsSnapshot snapshot = monitor.snapshot();
        DiskNow disk = disk();
        List<String> wrong = wrong(snapshot, disk);
        return new Ops(
                wrong.isEmpty() ? "up" : "degraded",
                wrong,
                LogApi.version(),
                startedAt,
                clock.instant(),
                LedgerNow.of(snapshot.ledger()),
                snapshot.views().stream()
                        .map(view -> ViewNow.of(snapshot, view))
                        .toList(),
                snapshot.feed().map(feed -> FeedNow.of(snapshot, feed)).orElse(null),
                appends(),
                snapshot.works(),
                disk,
                LINKS);
    }

    static List<String> wrong(OpsSnapshot snapshot, @Nullable DiskNow disk) {
        var wrong = new ArrayList<String>();
        if (snapshot.failure() != null) {
            wrong.add("the ledger does not answer: " + snapshot.failure());
        }
        for (ViewSnapshot view : snapshot.views()) {
            ProjectionState state = view.state();
            Double late = snapshot.secondsBehind(state.applied());
            if (snapshot.word(view).equals("stopped")) {
                wrong.add("%s stands still and is tried again: %s".formatted(state.name(), state.failure()));
            } else if (view.serves() && state.applied() > 0 && late != null && late > MAX_LAG_SECONDS) {
                wrong.add("%s answers, and has not applied what was recorded %d s ago, at position %d"
                        .formatted(state.name(), late.longValue(), state.applied() + 1));
            }
            if (state.parked() > 0) {
                wrong.add("%s has parked %d act%s, or keeps them waiting"
                        .formatted(state.name(), state.parked(), state.parked() == 1 ? "" : "s"));
            }
        }
        snapshot.feed()
                .filter(feed -> feed.failure() != null)
                .ifPresent(feed -> wrong.add(
                        "the feed %s stands still and is tried again: %s".formatted(feed.topic(), feed.failure())));
        if (disk != null && disk.freeBytes() < MIN_FREE_BYTES) {
            wrong.add("the disk of %s has only %d MB left".formatted(disk.folder(), disk.freeBytes() >> 20));
        }
        return wrong;
    }

    private AppendsNow appends() {
        Timer timer = meters.get("timeline.append").timer();
        var seconds = new LinkedHashMap<String, Double>();
        for (ValueAtPercentile percentile : timer.takeSnapshot().percentileValues()) {
            seconds.put("p" + Math.round(100 * percentile.percentile()), percentile.value(TimeUnit.SECONDS));
        }
        Counter conflicts = meters.get("timeline.append.conflicts").counter();
        Counter failures = meters.get("timeline.append.failures").counter();
        Gauge waiting = meters.get("timeline.append.waiting").gauge();
        return new AppendsNow(
                timer.count(), (long) conflicts.count(), (long) failures.count(), (int) waiting.value(), seconds);
    }

    private @Nullable DiskNow disk() {
        if (deployment.folder().isEmpty()) {
            return null;
        }
        try {
            FileStore store = Files.getFileStore(Path.of(deployment.folder()));
            return new DiskNow(deployment.folder(), store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            return null;
        }
    }
}
