package org.geotimeline.store;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** An event is on file under this id with another content; nothing was recorded. The caller is at fault, not the store. */
public final class EventIdTakenException extends EventStoreException {

    EventIdTakenException(Throwable cause) {
        super("an event with this id is on file with another content; nothing was recorded", cause);
    }
}
