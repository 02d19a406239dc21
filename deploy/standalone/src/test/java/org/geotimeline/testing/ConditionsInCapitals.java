package org.geotimeline.testing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.geotimeline.act.Revision;
import org.geotimeline.act.statement.StatementAct;
import org.geotimeline.projection.fold.CellHistory;
import org.geotimeline.projection.fold.CellHistoryProjection;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.Timeline;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A later version of conditions, for the tests: it knows only of those that are set, and writes their state in
 * capitals.
 */
public final class ConditionsInCapitals extends CellHistoryProjection {

    public static final String NAME = "conditions_v99";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> keys() {
        return List.of("actor", "subject");
    }

    @Override
    public List<SqlView> sheets() {
        return List.of(new SqlView(
                "conditions",
                "true",
                List.of(
                        SqlView.Column.cell("condition"),
                        SqlView.Column.text("state"),
                        SqlView.Column.text("certainty"),
                        SqlView.Column.text("since"),
                        SqlView.Column.json("acts"))));
    }

    @Override
    protected Set<Timeline> timelines(Revision act) {
        return act.act() instanceof StatementAct.ConditionsSet ? dyads(act) : Set.of();
    }

    @Override
    protected Map<String, NavigableMap<LocalDate, JsonNode>> tell(Timeline timeline, CellHistory story) {
        for (Revision act : story.standing()) {
            if (act.act() instanceof StatementAct.ConditionsSet set
                    && timelines(act).contains(timeline)) {
                set.conditions().forEach(condition -> story.set(condition, "state", act, "SET"));
            }
        }
        return story.told((cell, now) -> {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            CellHistory.main(row, "state", now.of("state"));
            CellHistory.because(row, now.of("state"));
            return now.silent() ? null : row;
        });
    }
}
