package org.geotimeline.projection.runtime.versions;

import org.jspecify.annotations.Nullable;

/**
 * One version of a view that the program has, and how far it is built.
 *
 * @param name the view with its version
 * @param serving whether questions are answered by it
 * @param stopped whether its building was called off
 * @param applied the position of the last event that it has applied, as last seen
 * @param behind how many events of the ledger it has not
 * @param failure where and why the last try failed; null where it did not
 * @param progress how far and how fast it is being built
 */
public record Version(
        String name,
        boolean serving,
        boolean stopped,
        long applied,
        long behind,
        @Nullable String failure,
        Progress progress) {}
