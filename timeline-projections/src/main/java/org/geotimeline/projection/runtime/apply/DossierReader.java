package org.geotimeline.projection.runtime.apply;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.dossier.Publications;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.projection.runtime.parked.ParkedTimelines;
import org.geotimeline.projection.spi.Projection;

/** Reads dossiers from the ledger, without the events that one projection has dropped. */
record DossierReader(Ledger ledger, Projection projection, ParkedTimelines parked) {

    /** The dossier of an act with these entries. */
    CachedDossier dossier(ActId act, Collection<Recorded> entries) {
        List<Recorded> kept =
                entries.stream().filter(e -> !parked.isDropped(e.position())).toList();
        return new CachedDossier(new Dossier(act, kept, Publications.of(kept, ledger::publication)), projection);
    }

    /** The dossier of an act as of that position. */
    CachedDossier dossier(ActId act, long upTo) {
        return dossier(act, onFile(act, upTo));
    }

    /** All entries that are on file about an act up to that position, in the order of the ledger. */
    Collection<Recorded> onFile(ActId act, long upTo) {
        var entries = new TreeSet<>(Recorded.ORDER);
        collect(act, upTo, new HashSet<>(), entries);
        return entries;
    }

    private void collect(ActId act, long upTo, Set<ActId> visited, Set<Recorded> entries) {
        if (!visited.add(act)) {
            return;
        }
        for (Recorded entry : ledger.tagged(act, upTo)) {
            List<ActId> targets = targets(entry);
            boolean isAbout = !entry.id().equals(act) && (targets.contains(act) || targets.contains(act.whole()));
            if (isAbout || entry.id().equals(act)) {
                entries.add(entry);
            }
            if (isAbout) {
                collect(entry.id(), upTo, visited, entries);
            }
        }
    }

    /** The acts that the act of this dossier is about; none if it is no knowledge act, or not on file. */
    static List<ActId> targets(Dossier dossier) {
        return dossier.first().map(DossierReader::targets).orElse(List.of());
    }

    private static List<ActId> targets(Recorded event) {
        return event.act() instanceof KnowledgeAct said ? said.targets() : List.of();
    }
}
