package org.geotimeline.projection.runtime.apply;

import java.util.Set;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.projection.spi.Timeline;

/** A dossier and the timelines that it is linked to. For one thread. */
final class LinkedDossier {

    private static final int TIMELINES_PER_ENTRY = 10;

    private CachedDossier cached;
    private final Set<Timeline> timelines;

    LinkedDossier(CachedDossier cached, Set<Timeline> timelines) {
        this.cached = cached;
        this.timelines = timelines;
    }

    CachedDossier cached() {
        return cached;
    }

    void replace(CachedDossier grown) {
        cached = grown;
    }

    Dossier dossier() {
        return cached.dossier();
    }

    Set<Timeline> timelines() {
        return timelines;
    }

    /** The weight in memory, in entries of a dossier. */
    int weight() {
        return 1 + dossier().entries().size() + timelines.size() / TIMELINES_PER_ENTRY;
    }
}
