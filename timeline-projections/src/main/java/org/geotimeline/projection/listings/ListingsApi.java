package org.geotimeline.projection.listings;

import java.util.ArrayList;
import java.util.List;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.CellQuery;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.RegisteredNames;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /listings} and {@code /lists/{id}/members}. */
@RestController
@RequestMapping("/api/v1")
class ListingsApi {

    private final CellQuery view;
    private final RegisteredNames names;

    ListingsApi(StepTables tables, Register register) {
        this.view = new CellQuery(
                tables,
                ListingsProjection.NAME,
                ListingsProjection.KEYS,
                (row, cell) -> row.put("list", cell.equals(ListingsProjection.NO_LIST) ? null : cell));
        this.names = new RegisteredNames(register);
    }

    /** Who lists whom; where authority and subject are both named and nothing is on file, a row says so. */
    @GetMapping(name = "listListings", path = "/listings")
    @RowsOf(
            projection = ListingsProjection.NAME,
            timeline = {"authority", "subject"},
            cell = "{list}")
    Answer<JsonNode> listings(
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
        CellQuery.Asking asking = view.ask(clocks)
                .where("authority", authority)
                .where("subject", subject)
                .cell(list)
                .over(over);
        var rows = new ArrayList<>(asking.rows());
        if (rows.isEmpty() && authority != null && subject != null) {
            rows.add(noData(authority, subject, list));
        }
        rows.removeIf(row -> status != null && !row.path("status").asString("").equals(status));
        return asking.answer(rows, "listing is on file", "listings are on file", limit, cursor, null);
    }

    private static ObjectNode noData(String authority, String subject, @Nullable String list) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("authority", authority)
                .put("subject", subject)
                .put("list", list)
                .put("status", "no data")
                .put("certainty", "NO_DATA");
        row.putArray("alternatives");
        row.putArray("acts");
        return row;
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
    Answer<JsonNode> members(
            Clocks clocks,
            @PathVariable String list,
            @RequestParam @Nullable @AllowedWords({"individual", "entity"}) String kind,
            @RequestParam @Nullable @AllowedWords({"valid", "known"}) String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        CellQuery.Asking asking = view.ask(clocks)
                .cells(Cells.named(List.of(names.onFile("list", list))))
                .over(over);
        var rows = new ArrayList<JsonNode>();
        asking.matching("kind", kind).rows().stream()
                .filter(ListingsApi::onTheList)
                .forEach(row -> {
                    ObjectNode member = (ObjectNode) row;
                    member.set("member", member.remove("subject"));
                    for (String field : List.of("kind", "reference")) {
                        if (!member.has(field)) {
                            member.putNull(field);
                        }
                    }
                    rows.add(member);
                });
        return asking.answer(rows, "member is on the list", "members are on the list", limit, cursor, null);
    }

    private static boolean onTheList(JsonNode row) {
        String status = row.path("status").asString("");
        return status.equals("currently")
                || status.equals("suspended")
                || row.path("alternatives")
                        .valueStream()
                        .anyMatch(a -> a.asString("").equals("currently"));
    }
}
