package org.geotimeline.recording;

import java.util.List;
import org.geotimeline.json.Fault;
import org.geotimeline.store.StoredEvent;

/** What became of a reported act. */
public sealed interface Outcome {

    /**
     * It is on file now.
     *
     * @param events the events that it became, the reported act first
     * @param possibleDuplicates ids of acts of the same type and parties whose dates may meet its own
     */
    record OnFile(List<StoredEvent> events, List<String> possibleDuplicates) implements Outcome {}

    /** The same was on file before, as this event. */
    record NothingNew(StoredEvent event) implements Outcome {}

    /**
     * Another act is on file under its id, or under the id of its event.
     *
     * @param faults where the two differ, as far as both can be read; no more than fit on a page
     */
    record Taken(List<Fault> faults) implements Outcome {}

    /** It cannot be said. */
    record Refused(List<Fault> faults) implements Outcome {}
}
