package org.geotimeline.projection.conditions;

import java.util.List;
import org.geotimeline.projection.runtime.Answer;
import org.geotimeline.projection.runtime.Clocks;
import org.geotimeline.projection.runtime.Registered;
import org.geotimeline.projection.runtime.RowsOf;
import org.geotimeline.projection.runtime.StepTables;
import org.geotimeline.projection.runtime.View;
import org.geotimeline.recording.Register;
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
    private final Registered names;

    ConditionsApi(StepTables tables, Register register) {
        this.view = new View(
                tables,
                ConditionsProjection.NAME,
                ConditionsProjection.KEYS,
                (row, cell) -> row.put("condition", cell));
        this.names = new Registered(register);
    }

    @GetMapping
    @RowsOf(
            projection = ConditionsProjection.NAME,
            timeline = {"actor", "subject"},
            cell = "{condition}")
    Answer<JsonNode> conditions(
            Clocks clocks,
            @RequestParam @Nullable String actor,
            @RequestParam @Nullable String subject,
            @RequestParam @Nullable String condition,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String unlocks,
            @RequestParam @Nullable String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return view.ask(clocks)
                .where("actor", names.actor("actor", actor))
                .where("subject", names.actor("subject", subject))
                .cell(condition)
                .matching("state", Registered.word("state", state, List.of("set", "met", "dropped")))
                .matching("unlocks", unlocks)
                .over(over)
                .answer("condition is told", "conditions are told", limit, cursor);
    }
}
