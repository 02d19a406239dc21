package org.geotimeline.projection.conditions;

import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.CellQuery;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.RowOver;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.query.StepTables;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /conditions}. */
@RestController
@RequestMapping("/api/v1/conditions")
class ConditionsApi {

    private final CellQuery<ConditionRow> view;

    ConditionsApi(StepTables tables) {
        this.view = new CellQuery<>(tables, ConditionsProjection.NAME, ConditionsProjection.KEYS, ConditionRow.SHAPE);
    }

    /**
     * The conditions that actors set, and whether each is set, met or dropped.
     *
     * @param condition the name of a condition
     * @param unlocks what the condition unlocks once it is met
     */
    @GetMapping(name = "listConditions")
    @RowsOf(
            projection = ConditionsProjection.NAME,
            timeline = {"actor", "subject"},
            cell = "{condition}")
    Answer<RowOver<ConditionRow>> conditions(
            Clocks clocks,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String actor,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String subject,
            @RequestParam @Nullable @AllowedWords(onFile = StepTable.CELL) String condition,
            @RequestParam @Nullable @AllowedWords({"set", "met", "dropped"}) String state,
            @RequestParam @Nullable @AllowedWords(onFile = "unlocks") String unlocks,
            @RequestParam @Nullable @AllowedWords({"valid", "known"}) String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return view.ask(clocks)
                .where("actor", actor)
                .where("subject", subject)
                .cell(condition)
                .maybe(state, ConditionRow::state, row -> row.grounds().alternatives())
                .maybe(
                        unlocks,
                        ConditionRow::unlocks,
                        ConditionRow::unlocksAlternatives,
                        row -> row.grounds().alternatives())
                .over(over)
                .answer("condition is told", "conditions are told", limit, cursor);
    }
}
