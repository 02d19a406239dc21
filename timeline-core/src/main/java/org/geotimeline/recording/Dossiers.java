package org.geotimeline.recording;

import java.util.List;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.dossier.Publications;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.store.EventLog;

/** The dossiers of acts. */
public interface Dossiers {

    /**
     * Everything about the act up to a position; without entries if nothing is on file.
     *
     * @throws IllegalArgumentException if the text is no id of an act
     */
    Dossier of(String id, long position);

    /** Read from the ledger itself. */
    static Dossiers in(EventLog log) {
        var sources = new SourceDates(log);
        return (id, position) -> {
            ActId act = ActId.parse(id);
            List<Recorded> entries = EventDecoder.acts(EventDecoder.tagged(log, act, position)).stream()
                    .filter(entry -> entry.id().equals(act) || entry.act() instanceof KnowledgeAct)
                    .toList();
            return new Dossier(act, entries, Publications.of(entries, sources::of));
        };
    }
}
