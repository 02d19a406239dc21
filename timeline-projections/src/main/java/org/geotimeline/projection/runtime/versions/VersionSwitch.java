package org.geotimeline.projection.runtime.versions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a version of a view came to answer.
 *
 * @param since from when on
 * @param name the view with its version
 * @param before which version answered until then; null for the first
 * @param position how far it had read the ledger
 * @param reason why
 */
public record VersionSwitch(
        Instant since, String name, @Nullable String before, long position, String reason) {}
