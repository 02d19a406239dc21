package org.geotimeline.api;

import java.util.List;
import org.geotimeline.projection.runtime.BadQuestion;
import org.geotimeline.projection.runtime.Compared;
import org.geotimeline.projection.runtime.NotOnFile;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.projection.runtime.Served;
import org.geotimeline.projection.runtime.Version;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /ops/versions/{view}}: the versions of a view. A new one is built beside the one that answers, compared with it,
 * and told to answer; the other goes on being built, so that it can answer again at once.
 */
@RestController
@RequestMapping("/api/v1/ops/versions/{view}")
class VersionsApi {

    private static final int CELLS = 100;
    private static final int MOST_CELLS = 1_000;
    private static final int LATEST = 100;

    private final Projections projections;

    VersionsApi(Projections projections) {
        this.projections = projections;
    }

    /**
     * @param versions earlier ones first
     * @param served which of them answered, the latest first; at most 100
     */
    record Versions(String view, List<Version> versions, List<Served> served) {}

    /** @param view without its version, {@code stance} */
    @GetMapping
    Versions versions(@PathVariable String view) {
        return new Versions(view, known(view), projections.served(view, LATEST));
    }

    /**
     * Where two versions would answer differently.
     *
     * @param version one of them, {@code stance_v3}
     * @param other the other; the one that answers where it is left out
     * @param position as the ledger stood then; how far both have read it where it is left out
     * @param limit so many cells that differ are told at most, up to 1,000
     */
    @GetMapping("/differences")
    Compared differences(
            @PathVariable String view,
            @RequestParam String version,
            @RequestParam @Nullable String other,
            @RequestParam @Nullable Long position,
            @RequestParam @Nullable Integer limit) {
        Version one = named(view, "version", version);
        Version two = other == null ? serving(view) : named(view, "other", other);
        long at = position == null ? Math.min(one.applied(), two.applied()) : position;
        if (at < 0) {
            throw new BadQuestion("position", "'%d' is not a position; right is a whole number from 0".formatted(at));
        }
        int cells = limit == null ? CELLS : limit;
        if (cells < 1 || cells > MOST_CELLS) {
            throw new BadQuestion("limit", "limit is between 1 and %d, not %d".formatted(MOST_CELLS, cells));
        }
        return projections.compare(two.name(), one.name(), at, cells);
    }

    /**
     * From now on that version answers.
     *
     * @param reason why; kept, and told with the versions
     */
    @PostMapping("/serve")
    Versions serve(@PathVariable String view, @RequestParam String version, @RequestParam String reason)
            throws InterruptedException {
        named(view, "version", version);
        projections.serve(version, Reason.of(reason));
        return versions(view);
    }

    /** Calls off the building of a version and takes its rows away; not of the one that answers. */
    @PostMapping("/call-off")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Versions callOff(@PathVariable String view, @RequestParam String version) {
        named(view, "version", version);
        projections.callOff(version);
        return versions(view);
    }

    /** Has a version that was called off built after all, from the first event on. */
    @PostMapping("/build")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Versions build(@PathVariable String view, @RequestParam String version) {
        named(view, "version", version);
        projections.build(version);
        return versions(view);
    }

    private List<Version> known(String view) {
        List<Version> versions = projections.versions(view);
        if (versions.isEmpty()) {
            throw new NotOnFile(
                    "no view is called '%s' but %s".formatted(view, String.join(", ", projections.views())));
        }
        return versions;
    }

    private Version serving(String view) {
        return known(view).stream().filter(Version::serving).findFirst().orElseThrow();
    }

    private Version named(String view, String parameter, String name) {
        List<Version> versions = known(view);
        return versions.stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow(() -> {
            List<String> names = versions.stream().map(Version::name).toList();
            return new BadQuestion(
                    parameter, "'%s' is no version of %s; there is %s".formatted(name, view, String.join(", ", names)));
        });
    }
}
