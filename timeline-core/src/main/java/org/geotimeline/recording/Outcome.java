package org.geotimeline.recording;

import java.util.List;
import org.geotimeline.json.Fault;
import org.geotimeline.store.StoredEvent;

/** The answer to a reported act: recorded, nothing new, taken or refused. */
public sealed interface Outcome {

    /**
     * The act is recorded.
     *
     * @param events the events of the append, the reported act first
     * @param possibleDuplicates ids of acts of the same type and parties whose dates may meet its own
     */
    record OnFile(List<StoredEvent> events, List<String> possibleDuplicates) implements Outcome {}

    /** The same act was on file before, as this event. */
    record NothingNew(StoredEvent event) implements Outcome {}

    /**
     * Another act is on file under the same id, or under the id of its event.
     *
     * @param faults the differences of the two, as far as both can be read; a limited number
     */
    record Taken(List<Fault> faults) implements Outcome {}

    /** The act cannot be recorded; each fault is a sentence that a person can act on. */
    record Refused(List<Fault> faults) implements Outcome {}
}
