package org.geotimeline.projection.runtime.versions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The cells in which two versions of a view answer differently, as the ledger stood at one position.
 *
 * @param cells the number of cells that at least one of the versions has
 * @param same whether all answers are equal
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
     * @param corners the number of pairs of a day and a known time, at each of which an answer begins, with different answers
     * @param exact whether all such pairs were compared; otherwise those of the latest known times
     * @param examples some of these pairs, the earliest known time first
     */
    public record Differing(List<String> timeline, String cell, int corners, boolean exact, List<Corner> examples) {}

    /**
     * The answer of each version at one pair, with the acts and the rule that explain the difference. Null is no answer.
     *
     * @param validFrom null for ever before
     */
    public record Corner(
            @Nullable LocalDate validFrom,
            Instant knownFrom,
            @Nullable JsonNode answer,
            @Nullable JsonNode other) {}
}
