package org.geotimeline.api.ops;

import java.util.List;
import java.util.regex.Pattern;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.NotOnFile;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.projection.runtime.versions.OrphanVersion;
import org.geotimeline.projection.runtime.versions.Version;
import org.geotimeline.projection.runtime.versions.VersionDifference;
import org.geotimeline.projection.runtime.versions.VersionOrder;
import org.geotimeline.projection.runtime.versions.VersionSwitch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /ops/versions/{view}}: the versions of a view. A new version is built beside the serving one, compared with it, and
 * switched to. The old version stays current, so that it can serve again at once. Any version but the serving one can be
 * cancelled, resumed and rebuilt. The tables of a version that the program no longer has can be removed.
 */
@RestController
@RequestMapping("/api/v1/ops")
class VersionsApi {

    private static final int USUAL_CELLS = 100;
    private static final int MAX_CELLS = 1_000;
    private static final int MAX_ORDERS = 100;

    private final Projections projections;

    VersionsApi(Projections projections) {
        this.projections = projections;
    }

    /**
     * The versions of a view.
     *
     * @param versions oldest first
     * @param gone the versions whose tables the database still has, and the program does not
     * @param served which version served when, latest first; at most 100
     * @param ordered the orders of operators, latest first; at most 100
     */
    record Versions(
            String view,
            List<Version> versions,
            List<OrphanVersion> gone,
            List<VersionSwitch> served,
            List<VersionOrder> ordered) {}

    /**
     * The versions of a view, and what operators did with them.
     *
     * @param view without its version, {@code stance}
     */
    @GetMapping(name = "listVersions", path = "/versions/{view}")
    Versions versions(@PathVariable String view) {
        Versions all = all(view);
        if (all.versions().isEmpty() && all.gone().isEmpty()) {
            throw unknown(view);
        }
        return all;
    }

    private Versions all(String view) {
        return new Versions(
                view,
                projections.versions(view),
                projections.gone(view),
                projections.served(view, MAX_ORDERS),
                projections.ordered(view, MAX_ORDERS));
    }

    /**
     * The cells for which two versions answer differently.
     *
     * @param version one of them, {@code stance_v3}
     * @param other the other; the serving one if it is left out
     * @param position the position of the ledger; the last that both have applied if it is left out
     * @param limit maximum number of differing cells, up to 1,000
     */
    @GetMapping(name = "compareVersions", path = "/versions/{view}/differences")
    VersionDifference differences(
            @PathVariable String view,
            @RequestParam String version,
            @RequestParam @Nullable String other,
            @RequestParam @Nullable Long position,
            @RequestParam @Nullable Integer limit) {
        Version one = named(view, "version", version);
        Version two = other == null ? serving(view) : named(view, "other", other);
        long compared = position == null ? Math.min(one.applied(), two.applied()) : position;
        if (compared < 0) {
            throw new BadQuestion(
                    "position", "'%d' is not a position; expected a whole number from 0".formatted(compared));
        }
        int cells = limit == null ? USUAL_CELLS : limit;
        if (cells < 1 || cells > MAX_CELLS) {
            throw new BadQuestion("limit", "limit is between 1 and %d, not %d".formatted(MAX_CELLS, cells));
        }
        return projections.compare(two.name(), one.name(), compared, cells);
    }

    /**
     * Switches to that version.
     *
     * @param reason why; kept, and listed with the versions
     */
    @PostMapping(name = "serveVersion", path = "/versions/{view}/serve")
    Versions serve(@PathVariable String view, @RequestParam String version, @RequestParam String reason)
            throws InterruptedException {
        named(view, "version", version);
        projections.serve(version, Reason.of(reason));
        return versions(view);
    }

    /**
     * Stops the building of that version until it is resumed; its rows stay. The serving version cannot be cancelled.
     *
     * @param version a version of that view, {@code stance_v3}
     * @param reason why; kept, and listed with the versions
     */
    @PostMapping(name = "cancelVersion", path = "/versions/{view}/{version}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Versions cancel(@PathVariable String view, @PathVariable String version, @RequestParam String reason) {
        named(view, "version", version);
        projections.cancel(version, Reason.of(reason));
        return versions(view);
    }

    /** Continues the building of a version that was cancelled or called off. */
    @PostMapping(name = "resumeVersion", path = "/versions/{view}/{version}/resume")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Versions resume(@PathVariable String view, @PathVariable String version, @RequestParam @Nullable String reason) {
        named(view, "version", version);
        projections.resume(version, optional(reason));
        return versions(view);
    }

    /** Calls off the building of a version and removes its rows. The serving version cannot be called off. */
    @PostMapping(name = "callOffVersion", path = "/versions/{view}/call-off")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Versions callOff(@PathVariable String view, @RequestParam String version, @RequestParam @Nullable String reason) {
        named(view, "version", version);
        projections.callOff(version, optional(reason));
        return versions(view);
    }

    private static @Nullable String optional(@Nullable String reason) {
        return reason == null ? null : Reason.of(reason);
    }

    /**
     * Removes the rows of a version and builds it again from the first event. The serving version cannot be rebuilt.
     *
     * @param name the view with its version, {@code stance_v3}
     * @param reason why; kept, and listed with the versions
     */
    @PostMapping(name = "rebuildVersion", path = "/views/{name}/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Versions rebuild(@PathVariable String name, @RequestParam String reason) {
        String view = name.replaceFirst("_v[0-9]+$", "");
        if (known(view).stream().noneMatch(v -> v.name().equals(name))) {
            throw new NotOnFile("no version of %s is called '%s'".formatted(view, name));
        }
        projections.rebuild(name, Reason.of(reason));
        return versions(view);
    }

    /**
     * Removes the tables of a version that the program no longer has.
     *
     * @param version one of those that are listed as {@code gone}
     * @param reason why; kept, and listed with the versions
     */
    @DeleteMapping(name = "removeVersion", path = "/versions/{view}/{version}")
    Versions remove(@PathVariable String view, @PathVariable String version, @RequestParam String reason) {
        String given = Reason.of(reason);
        if (!version.matches(Pattern.quote(view) + "_v[0-9]+") || !projections.remove(version, given)) {
            throw new NotOnFile("nothing is left of a version '%s' of %s".formatted(version, view));
        }
        return all(view);
    }

    private List<Version> known(String view) {
        List<Version> versions = projections.versions(view);
        if (versions.isEmpty()) {
            throw unknown(view);
        }
        return versions;
    }

    private NotOnFile unknown(String view) {
        return new NotOnFile("no view is called '%s' but %s".formatted(view, String.join(", ", projections.views())));
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
