package org.geotimeline.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An event as the ledger holds it.
 *
 * @param position the place in the ledger; the first is 1, and there are no gaps
 * @param type the qualified name, {@code timeline.listing.ListingLifted}
 * @param recordedAt the time of the append: strictly growing, to the microsecond
 * @param saidAt the time that the caller gave the message
 * @param payload canonical JSON; for an erased event, the SHA-256 of its former salt and payload
 * @param tags {@code key:value}, sorted
 * @param salt sixteen random bytes; empty for an erased event
 * @param leaf the hash of the event in the log
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
