package org.geotimeline.projection.runtime;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.geotimeline.act.Dossier;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;

/** A dossier as of one position, with the revisions that were asked of it so far. For one thread. */
final class Papers {

    private final Dossier dossier;
    private final NavigableSet<Instant> knownTimes;
    private final NavigableSet<Instant> contributions;
    private final Map<Instant, Optional<Revision>> revisions = HashMap.newHashMap(1);

    Papers(Dossier dossier, Projection projection) {
        this.dossier = dossier;
        this.knownTimes = new TreeSet<>(dossier.knownTimes());
        this.contributions = new TreeSet<>(knownTimes);
        for (Recorded entry : dossier.entries()) {
            contributions.addAll(projection.furtherKnownTimes(entry));
        }
    }

    Dossier dossier() {
        return dossier;
    }

    /** When what it contributes to a fold may change. */
    NavigableSet<Instant> contributions() {
        return contributions;
    }

    Optional<Revision> at(Instant known) {
        Instant learned = knownTimes.floor(known);
        return learned == null
                ? Optional.empty()
                : revisions.computeIfAbsent(learned, k -> dossier.at(k, Long.MAX_VALUE));
    }

    /** The state of knowledge when all is known. */
    Optional<Revision> last() {
        return at(Instant.MAX);
    }
}
