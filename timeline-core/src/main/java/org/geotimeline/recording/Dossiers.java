package org.geotimeline.recording;

import org.geotimeline.act.ActId;
import org.geotimeline.act.Dossier;
import org.geotimeline.store.EventLog;

/** What is on file of one act, read from the ledger itself. */
public final class Dossiers {

    private final EventLog log;

    public Dossiers(EventLog log) {
        this.log = log;
    }

    /** Everything about the act up to that position; without entries where nothing is on file or the id is none. */
    public Dossier of(String id, long position) {
        ActId act = ActId.parse(id);
        return new Dossier(
                act,
                log.tagged("act:" + act, position).stream().map(Decoded::of).toList());
    }
}
