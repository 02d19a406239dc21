package org.geotimeline.projection.pledges;

import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.CellQuery;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.RowOver;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTables;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /pledges}. */
@RestController
@RequestMapping("/api/v1/pledges")
class PledgesApi {

    private final CellQuery<PledgeRow> view;

    PledgesApi(StepTables tables) {
        this.view = new CellQuery<>(tables, PledgesProjection.NAME, PledgesProjection.KEYS, PledgeRow.SHAPE);
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
    Answer<RowOver<PledgeRow>> pledges(
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
                .maybe(state, PledgeRow::state, row -> row.grounds().alternatives())
                .matching(row -> open == null || open == mayBeOpen(row))
                .over(over)
                .answer("pledge is told", "pledges are told", limit, cursor);
    }

    private static boolean mayBeOpen(PledgeRow row) {
        return CellQuery.maybe(
                row, "open", PledgeRow::state, one -> one.grounds().alternatives());
    }
}
