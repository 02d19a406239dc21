package org.geotimeline.imports;

import java.time.Instant;
import org.geotimeline.imports.format.Format;

/**
 * The order of the sender of a file.
 *
 * @param principal the principal that records the acts
 */
record ImportOrder(Format format, Import.Mode mode, double share, boolean force, SpooledBody body, String principal) {

    Import queued(String id, Instant receivedAt) {
        return new Import(id, format.name(), mode, body.bytes(), share, force, receivedAt, ImportProgress.QUEUED);
    }
}
