package org.geotimeline.projection.runtime.apply;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.States;
import org.jspecify.annotations.Nullable;

/** A dossier as of one position, with the revisions that were requested so far. For one thread. */
public final class CachedDossier {

    private final Dossier dossier;
    private final NavigableSet<Instant> knownTimes;
    private final NavigableSet<Instant> contributions;
    private final Map<Instant, Optional<Revision>> revisions = HashMap.newHashMap(1);
    private @Nullable States states;

    public CachedDossier(Dossier dossier, Projection projection) {
        this.dossier = dossier;
        this.knownTimes = new TreeSet<>(dossier.knownTimes());
        this.contributions = new TreeSet<>(knownTimes);
        for (Recorded entry : dossier.entries()) {
            contributions.addAll(projection.furtherKnownTimes(entry));
        }
    }

    /** Takes over the states of the dossier before these entries were added. */
    public CachedDossier after(CachedDossier before, List<Recorded> fresh) {
        if (before.states != null) {
            Instant first =
                    fresh.stream().map(Recorded::known).min(Instant::compareTo).orElse(Instant.MAX);
            states = before.states.from(first, knownTimes, this::at);
        }
        return this;
    }

    /** Every state in which the act was ever known. */
    public States states() {
        if (states == null) {
            states = States.of(dossier);
        }
        return states;
    }

    public Dossier dossier() {
        return dossier;
    }

    /** The known times at which the contribution of the dossier to a fold may change. */
    NavigableSet<Instant> contributions() {
        return contributions;
    }

    Optional<Revision> at(Instant known) {
        Instant learned = knownTimes.floor(known);
        return learned == null
                ? Optional.empty()
                : revisions.computeIfAbsent(learned, k -> dossier.at(k, Long.MAX_VALUE));
    }

    /** The revision when everything on file is known. */
    Optional<Revision> last() {
        return at(Instant.MAX);
    }
}
