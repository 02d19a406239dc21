package org.geotimeline.projection.runtime.versions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where two versions of a view answer differently, as the ledger stood at one position.
 *
 * @param cells how many cells either of them has
 * @param same whether they answer alike everywhere
 * @param complete whether {@code differing} has all cells that differ
 * @param differing in the order of timelines and cells
 */
public record VersionDifference(
        String version,
        String other,
        long position,
        long cells,
        boolean same,
        boolean complete,
        List<Differing> differing) {

    /**
     * A cell that differs.
     *
     * @param timeline the values of the key columns
     * @param corners on how many pairs of a day and a known time, from each of which on an answer holds, they differ
     * @param exact whether all such pairs were looked at; else those of the latest known times
     * @param examples some of those, the earliest known first
     */
    public record Differing(List<String> timeline, String cell, int corners, boolean exact, List<Corner> examples) {}

    /**
     * What each says there, with its acts and its rule: that is why they differ. Null is no answer.
     *
     * @param validFrom null for ever before
     */
    public record Corner(
            @Nullable LocalDate validFrom,
            Instant knownFrom,
            @Nullable JsonNode answer,
            @Nullable JsonNode other) {}
}
