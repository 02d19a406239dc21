package org.geotimeline.projection.runtime.versions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a view became the active one.
 *
 * @param since the time of the switch
 * @param name the view with its version
 * @param before the version that was active until then; null for the first
 * @param position of the last event that the version had applied
 * @param reason the operator's reason
 */
public record VersionSwitch(
        Instant since, String name, @Nullable String before, long position, String reason) {}
