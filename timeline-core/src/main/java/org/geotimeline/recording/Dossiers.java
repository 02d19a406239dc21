package org.geotimeline.recording;

import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.store.EventLog;

/** What is on file of one act. */
public interface Dossiers {

    /**
     * Everything about the act up to that position; without entries where nothing is on file.
     *
     * @throws IllegalArgumentException where the text is no id of an act
     */
    Dossier of(String id, long position);

    /** Read from the ledger itself. */
    static Dossiers in(EventLog log) {
        return (id, position) -> {
            ActId act = ActId.parse(id);
            return new Dossier(
                    act,
                    EventDecoder.acts(EventDecoder.tagged(log, act, position)).stream()
                            .filter(entry -> entry.id().equals(act) || entry.act() instanceof KnowledgeAct)
                            .toList());
        };
    }
}
