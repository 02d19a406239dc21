package org.geotimeline.imports;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * One import: the order that its sender gave, and how far it has come. In JSON both are one object.
 *
 * @param bytes the size of the body as it was sent
 * @param share the fraction of all entries that a snapshot may remove before it is held
 * @param force true if a snapshot is recorded although it removes more than that
 */
record Import(
        String id,
        String format,
        Mode mode,
        long bytes,
        double share,
        boolean force,
        Instant receivedAt,
        @JsonUnwrapped ImportProgress progress) {

    Import with(ImportProgress progress) {
        return new Import(id, format, mode, bytes, share, force, receivedAt, progress);
    }

    /** The import with its rate, and the time that the rest takes at that rate. */
    Import ratedAt(Instant moment) {
        return with(progress.ratedAt(moment));
    }

    /** Whether anything is recorded. */
    enum Mode {
        DRY_RUN,
        COMMIT;

        /** The word in JSON and in addresses. */
        @Override
        @JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
