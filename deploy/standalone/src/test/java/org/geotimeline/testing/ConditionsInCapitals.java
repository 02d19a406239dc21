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
import org.geotimeline.projection.row.Beside;
import org.geotimeline.projection.row.Grounds;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.RowShape;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A later version of the view of conditions, for tests: it has set conditions only, with their state in capitals. */
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
        return story.answers(SHAPE, (cell, aspects) -> {
            CellHistory.AspectValue state = aspects.of("state");
            return aspects.silent() ? null : new State(state.value(), state.grounds());
        });
    }

    private static final RowShape<State> SHAPE = RowShape.of(State.class);

    @SuppressWarnings("UnusedVariable") // read by reflection
    private record State(
            @Meaning("What became of it.") @Nullable String state,
            @Beside Grounds grounds) {}
}
