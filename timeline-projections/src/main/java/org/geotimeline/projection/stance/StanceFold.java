package org.geotimeline.projection.stance;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.geotimeline.act.Revision;
import org.geotimeline.rulebook.Rulebook;
import tools.jackson.databind.JsonNode;

/** Folds the visible acts of one dyad by one rulebook: pure, and whatever the order in which they came. */
final class StanceFold {

    private StanceFold() {}

    /** For each state dimension the days on which its answer changes. */
    static Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Rulebook rulebook, String actor, String subject, List<Revision> visible) {
        var effects = new Effects(rulebook, actor, subject, visible);
        return new Cells(rulebook, effects.byDimension(), effects).answers();
    }
}
