package org.geotimeline.standalone;

import java.util.UUID;
import org.geotimeline.recording.EventIds;

/** An act as reported to one of the nodes. */
record ReportedAct(String node, String id, String body) {

    /** The same body is the same event in every report. */
    static UUID event(String body) {
        return EventIds.keyed("faults", body);
    }

    UUID event() {
        return event(body);
    }
}
