package org.geotimeline.projection.conditions;

import org.geotimeline.projection.runtime.Answer;
import org.geotimeline.projection.runtime.Clocks;
import org.geotimeline.projection.runtime.RowsOf;
import org.geotimeline.projection.runtime.StepTable;
import org.geotimeline.projection.runtime.StepTables;
import org.geotimeline.projection.runtime.View;
import org.geotimeline.projection.runtime.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code GET /conditions}. */
@RestController
@RequestMapping("/api/v1/conditions")
class ConditionsApi {

    private final View view;

    ConditionsApi(StepTables tables) {
        this.view = new View(
                tables,
                ConditionsProjection.NAME,
                ConditionsProjection.KEYS,
                (row, cell) -> row.put("condition", cell));
    }

    @GetMapping
    @RowsOf(
            projection = ConditionsProjection.NAME,
            timeline = {"actor", "subject"},
            cell = "{condition}")
    Answer<JsonNode> conditions(
            Clocks clocks,
            @RequestParam @Nullable @Words(registered = "actor") String actor,
            @RequestParam @Nullable @Words(registered = "actor") String subject,
            @RequestParam @Nullable @Words(onFile = StepTable.CELL) String condition,
            @RequestParam @Nullable @Words({"set", "met", "dropped"}) String state,
            @RequestParam @Nullable @Words(onFile = "unlocks") String unlocks,
            @RequestParam @Nullable @Words({"valid", "known"}) String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return view.ask(clocks)
                .where("actor", actor)
                .where("subject", subject)
                .cell(condition)
                .matching("state", state)
                .matching("unlocks", unlocks)
                .over(over)
                .answer("condition is told", "conditions are told", limit, cursor);
    }
}
