package org.geotimeline.projection.pledges;

import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.CellQuery;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTables;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code GET /pledges}. */
@RestController
@RequestMapping("/api/v1/pledges")
class PledgesApi {

    private final CellQuery view;

    PledgesApi(StepTables tables) {
        this.view = new CellQuery(
                tables, PledgesProjection.NAME, PledgesProjection.KEYS, (row, cell) -> row.put("pledge", cell));
    }

    /**
     * The pledges that actors made, and whether each is open, kept or dropped.
     *
     * @param open true for pledges that are, or may be, open; false for those that surely are not
     */
    @GetMapping(name = "listPledges")
    @RowsOf(
            projection = PledgesProjection.NAME,
            timeline = {"actor", "subject"},
            cell = "{pledge}")
    Answer<JsonNode> pledges(
            Clocks clocks,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String actor,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String subject,
            @RequestParam @Nullable Boolean open,
            @RequestParam @Nullable @AllowedWords({"open", "kept", "dropped"}) String state,
            @RequestParam @Nullable @AllowedWords({"valid", "known"}) String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return view.ask(clocks)
                .where("actor", actor)
                .where("subject", subject)
                .matching("state", state)
                .matching(row -> open == null || open == mayBeOpen(row))
                .over(over)
                .answer("pledge is told", "pledges are told", limit, cursor);
    }

    private static boolean mayBeOpen(JsonNode row) {
        return row.path("state").asString("").equals("open")
                || row.path("alternatives")
                        .valueStream()
                        .anyMatch(a -> a.asString("").equals("open"));
    }
}
