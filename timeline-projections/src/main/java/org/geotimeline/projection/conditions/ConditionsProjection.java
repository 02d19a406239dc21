package org.geotimeline.projection.conditions;

import com.google.auto.service.AutoService;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.geotimeline.act.Phase;
import org.geotimeline.act.Revision;
import org.geotimeline.act.statement.StatementAct;
import org.geotimeline.projection.fold.CellHistory;
import org.geotimeline.projection.fold.CellHistory.AspectValue;
import org.geotimeline.projection.fold.CellHistoryProjection;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.RowColumns;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A timeline is who asks and of whom, a cell what is asked. */
@AutoService(Projection.class)
public final class ConditionsProjection extends CellHistoryProjection {

    public static final String NAME = "conditions_v2";
    static final List<String> KEYS = List.of("actor", "subject");

    private static final String STATE = "state";
    private static final String UNLOCKS = "unlocks";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SqlView> sheets() {
        return List.of(new SqlView("conditions", "true", RowColumns.of(ConditionRow.SHAPE)));
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    protected Map<String, List<String>> words() {
        return Map.of(STATE, List.of("set", "met", "dropped"));
    }

    @Override
    protected Set<Timeline> timelines(Revision act) {
        if (conditions(act).isEmpty()) {
            return Set.of();
        }
        return dyads(act);
    }

    private static List<String> conditions(Revision act) {
        return switch (act.act()) {
            case StatementAct.ConditionsSet set -> set.conditions();
            case StatementAct.StatementMade said -> said.conditions();
            case StatementAct.ConditionsMet met -> met.conditions();
            case StatementAct.ConditionsDropped dropped -> dropped.conditions();
            default -> List.of();
        };
    }

    @Override
    protected Map<String, NavigableMap<LocalDate, JsonNode>> tell(Timeline timeline, CellHistory story) {
        for (Revision act : story.standing()) {
            boolean effective = act.circumstances().orElseThrow().phase() == Phase.EFFECTIVE;
            if (effective && timelines(act).contains(timeline)) {
                String state = switch (act.act()) {
                    case StatementAct.ConditionsMet met -> "met";
                    case StatementAct.ConditionsDropped dropped -> "dropped";
                    default -> "set";
                };
                Optional<String> unlocks = CellHistory.text(act, UNLOCKS);
                for (String condition : conditions(act)) {
                    story.set(condition, STATE, act, state);
                    unlocks.ifPresent(what -> story.set(condition, UNLOCKS, act, what));
                }
            }
        }
        return story.answers(ConditionRow.SHAPE, (cell, aspects) -> row(timeline, cell, aspects));
    }

    private static @Nullable ConditionRow row(Timeline timeline, String condition, CellHistory.Aspects aspects) {
        AspectValue state = aspects.of(STATE);
        if (state.values().isEmpty()) {
            return null;
        }
        AspectValue unlocks = aspects.of(UNLOCKS);
        return new ConditionRow(
                timeline.value(0),
                timeline.value(1),
                condition,
                state.value(),
                unlocks.value(),
                unlocks.alternatives(),
                state.grounds());
    }
}
