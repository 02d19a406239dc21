package org.geotimeline.projection.stance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.geotimeline.act.Revision;
import org.geotimeline.rulebook.Dimension;
import org.geotimeline.rulebook.Rulebook;
import tools.jackson.databind.JsonNode;

/** Folds the visible acts of one dyad by one rulebook: pure, and whatever the order in which they came. */
final class StanceFold {

    private StanceFold() {}

    /**
     * For each cell the days on which its answer changes: one cell a state, a set and the profile, and one for each act that
     * counts, because counts are summed where they are asked for.
     */
    static Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Rulebook rulebook, String actor, String subject, List<Revision> visible, Instant knownAt) {
        return fold(rulebook, actor, subject, visible, knownAt, new Recalled());
    }

    /** @param recalled what the last fold of this dyad by this rulebook has worked out */
    static Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Rulebook rulebook,
            String actor,
            String subject,
            List<Revision> visible,
            Instant knownAt,
            Recalled recalled) {
        recalled.next();
        var effects = new Effects(rulebook, actor, subject, visible, knownAt, recalled);
        var cells = new Cells(rulebook, effects).answers(recalled);
        rulebook.dimensions().values().stream()
                .filter(d -> d.kind() == Dimension.Kind.COUNTS)
                .forEach(d -> effects.counted(d).forEach(act -> cells.put(Counts.cell(d, act), Counts.steps(d, act))));
        return cells;
    }
}
