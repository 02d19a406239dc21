package org.geotimeline.api.ops;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSupport;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /ops/metrics} for Prometheus, and {@code GET /ops/meters} for people: the meters of this node. */
@RestController
@RequestMapping("/api/v1/ops")
class MetersApi {

    private static final String PROMETHEUS = "text/plain;version=0.0.4;charset=utf-8";
    private static final String OWN_PREFIX = "timeline.";

    private final PrometheusMeterRegistry meters;

    MetersApi(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    /** The meters of this node in the format of Prometheus. */
    @GetMapping(name = "getMetrics", path = "/metrics", produces = PROMETHEUS)
    String metrics() {
        return meters.scrape();
    }

    /**
     * One meter.
     *
     * @param values by their kind: {@code value}, {@code count}, {@code total}, {@code max}, {@code p99}; null if a value is
     *     unknown
     */
    record MeterNow(
            String name,
            Map<String, String> tags,
            @Nullable String unit,
            @Nullable String description,
            Map<String, @Nullable Double> values) {}

    /**
     * The meters of this node as JSON.
     *
     * @param prefix the beginning of the names of the meters; {@code timeline.} if it is left out
     */
    @GetMapping(name = "listMeters", path = "/meters")
    List<MeterNow> meters(@RequestParam @Nullable String prefix) {
        String start = prefix == null ? OWN_PREFIX : prefix;
        return meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith(start))
                .map(MetersApi::read)
                .sorted(Comparator.comparing(MeterNow::name)
                        .thenComparing(meter -> meter.tags().toString()))
                .toList();
    }

    private static MeterNow read(Meter meter) {
        var tags = new TreeMap<String, String>();
        for (Tag tag : meter.getId().getTags()) {
            tags.put(tag.getKey(), tag.getValue());
        }
        var values = new TreeMap<String, @Nullable Double>();
        for (Measurement measured : meter.measure()) {
            values.put(measured.getStatistic().name().toLowerCase(Locale.ROOT), known(measured.getValue()));
        }
        if (meter instanceof HistogramSupport histogram) {
            for (ValueAtPercentile percentile : histogram.takeSnapshot().percentileValues()) {
                values.put("p" + Math.round(100 * percentile.percentile()), known(value(percentile, meter)));
            }
        }
        return new MeterNow(
                meter.getId().getName(),
                tags,
                meter.getId().getBaseUnit(),
                meter.getId().getDescription(),
                values);
    }

    private static double value(ValueAtPercentile percentile, Meter meter) {
        return meter instanceof Timer ? percentile.value(TimeUnit.SECONDS) : percentile.value();
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
