package org.geotimeline.projection.runtime.versions;

import org.jspecify.annotations.Nullable;

/**
 * One version of a view in this program, and how far it is built.
 *
 * @param name the view with its version
 * @param serving whether the version is the active one
 * @param stopped whether the version was cancelled or called off
 * @param applied the position of the last event that the version has applied, as last seen
 * @param behind the number of events of the ledger that the version has not applied
 * @param failure where and why the last batch failed; null if it did not
 * @param progress how far the version is built, and how fast
 */
public record Version(
        String name,
        boolean serving,
        boolean stopped,
        long applied,
        long behind,
        @Nullable String failure,
        Progress progress) {}
