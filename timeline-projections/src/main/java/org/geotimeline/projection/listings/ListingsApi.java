package org.geotimeline.projection.listings;

import java.util.ArrayList;
import java.util.List;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.CellQuery;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.RegisteredNames;
import org.geotimeline.projection.query.RowOver;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTable.Cells;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.recording.Register;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /listings} and {@code /lists/{id}/members}. */
@RestController
@RequestMapping("/api/v1")
class ListingsApi {

    private final CellQuery<ListingRow> view;
    private final RegisteredNames names;

    ListingsApi(StepTables tables, Register register) {
        this.view = new CellQuery<>(tables, ListingsProjection.NAME, ListingsProjection.KEYS, ListingRow.SHAPE);
        this.names = new RegisteredNames(register);
    }

    /** Who lists whom; where authority and subject are both named and nothing is on file, a row says so. */
    @GetMapping(name = "listListings", path = "/listings")
    @RowsOf(
            projection = ListingsProjection.NAME,
            timeline = {"authority", "subject"},
            cell = "{list}")
    Answer<RowOver<ListingRow>> listings(
            Clocks clocks,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String authority,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String subject,
            @RequestParam @Nullable @AllowedWords(registered = "list") String list,
            @RequestParam
                    @Nullable
                    @AllowedWords({"never", "formerly", "currently", "announced", "suspended", "possibly", "no data"})
                    String status,
            @RequestParam @Nullable @AllowedWords({"valid", "known"}) String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        CellQuery<ListingRow>.Asking asking = view.ask(clocks)
                .where("authority", authority)
                .where("subject", subject)
                .cell(list)
                .over(over);
        var rows = new ArrayList<>(asking.rowsOver());
        if (rows.isEmpty() && authority != null && subject != null) {
            rows.add(new RowOver<>(ListingRow.noData(authority, subject, list), null));
        }
        rows.removeIf(row -> status != null && !row.row().status().equals(status));
        return asking.answer(rows, "listing is on file", "listings are on file", limit, cursor, null);
    }

    /**
     * Who is on a list on that day, and who may be.
     *
     * @param kind the kind of member
     */
    @GetMapping(name = "listListMembers", path = "/lists/{list}/members")
    @RowsOf(
            projection = ListingsProjection.NAME,
            timeline = {"authority", "member"},
            cell = "{list}")
    Answer<RowOver<MemberRow>> members(
            Clocks clocks,
            @PathVariable @AllowedWords(registered = "list") String list,
            @RequestParam @Nullable @AllowedWords({"individual", "entity"}) String kind,
            @RequestParam @Nullable @AllowedWords({"valid", "known"}) String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        CellQuery<ListingRow>.Asking asking = view.ask(clocks)
                .cells(Cells.named(List.of(names.onFile("list", list))))
                .over(over);
        List<RowOver<MemberRow>> rows = asking
                .maybe(
                        kind,
                        row -> MemberRow.text(row.kind()),
                        ListingRow::kindAlternatives,
                        row -> row.grounds().alternatives())
                .rowsOver()
                .stream()
                .filter(row -> onTheList(row.row()))
                .map(row -> new RowOver<>(MemberRow.of(row.row()), row.span()))
                .toList();
        return asking.answer(rows, "member is on the list", "members are on the list", limit, cursor, null);
    }

    private static boolean onTheList(ListingRow row) {
        return row.status().equals("currently")
                || row.status().equals("suspended")
                || row.grounds().alternatives().contains("currently");
    }
}
