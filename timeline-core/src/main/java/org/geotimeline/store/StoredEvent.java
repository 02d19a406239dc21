package org.geotimeline.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An event as the ledger holds it.
 *
 * @param position its place; the first is 1, and there is no gap
 * @param type the qualified name, {@code timeline.listing.ListingLifted}
 * @param recordedAt when the store appended it: strictly growing, to the microsecond
 * @param saidAt the time that its reporter gave the message
 * @param payload canonical JSON; of an event that was erased the SHA-256 of what its salt and payload were
 * @param tags {@code key:value}, sorted
 * @param salt sixteen random bytes; none where the event was erased
 * @param leaf the hash under which it stands in the log
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of the ledger, which nobody changes
public record StoredEvent(
        long position,
        UUID id,
        String type,
        String version,
        Instant recordedAt,
        Instant saidAt,
        byte[] payload,
        Map<String, String> metadata,
        List<String> tags,
        byte[] salt,
        byte[] leaf) {

    /** The type of the events that report the erasure of another event. */
    public static final String ERASURE_TYPE = "timeline.knowledge.PayloadErased";

    /** Whether this event reports the erasure of another event. */
    public boolean isErasure() {
        return type.equals(ERASURE_TYPE);
    }

    /** Whether the payload of this event was erased for legal reasons. */
    public boolean isErased() {
        return salt.length == 0;
    }
}
