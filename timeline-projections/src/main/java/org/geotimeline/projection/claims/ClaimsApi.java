package org.geotimeline.projection.claims;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.geotimeline.projection.runtime.Answer;
import org.geotimeline.projection.runtime.Between;
import org.geotimeline.projection.runtime.Clocks;
import org.geotimeline.projection.runtime.RowsOf;
import org.geotimeline.projection.runtime.StepTables;
import org.geotimeline.projection.runtime.View;
import org.geotimeline.projection.runtime.Vocabulary;
import org.geotimeline.projection.runtime.Wording;
import org.geotimeline.projection.runtime.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code GET /claims}. */
@RestController
@RequestMapping("/api/v1/claims")
class ClaimsApi {

    private static final Comparator<JsonNode> BY_DAY = Comparator.<JsonNode, String>comparing(
                    row -> row.path("lower").asString(""))
            .thenComparing(row -> row.path("upper").asString("~"))
            .thenComparing(row -> row.path("position").asLong());

    private final View view;

    ClaimsApi(StepTables tables) {
        this.view = new View(tables, ClaimsProjection.NAME, ClaimsProjection.KEYS, (row, cell) -> row.remove("claim"));
    }

    /**
     * Who claims what of whom, and who denies it.
     *
     * @param kind of a statement: claim, judgement, forecast …
     * @param denied whether somebody denies it
     * @param q words of title, note, quotes, all of which must be there
     */
    @GetMapping
    @RowsOf(
            projection = ClaimsProjection.NAME,
            timeline = {"id"},
            cell = ClaimsProjection.CLAIM)
    Answer<JsonNode> claims(
            Clocks clocks,
            @RequestParam @Nullable @Words(registered = "actor") String actor,
            @RequestParam @Nullable @Words(registered = "actor") String subject,
            @RequestParam @Nullable @Words(of = {Vocabulary.Types.class, Vocabulary.QualifiedTypes.class}) String type,
            @RequestParam @Nullable @Words(onFile = "kind") String kind,
            @RequestParam @Nullable Boolean denied,
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String validFrom,
            @RequestParam @Nullable String validTo,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        Between<LocalDate> days = Between.days("valid", validFrom, validTo);
        View.Asking asking = view.ask(clocks)
                .matching(row -> named(row, "actors", actor))
                .matching(row -> named(row, "subjects", subject))
                .matching("type", Vocabulary.QualifiedTypes.simple(type))
                .matching("kind", kind)
                .matching(row -> denied == null || denied != row.path("denials").isEmpty())
                .matching(row -> q == null || Wording.of(row).has(q))
                .matching(row -> Between.maybe(days, row));
        List<JsonNode> rows = asking.rows().stream().sorted(BY_DAY).toList();
        return asking.answer(rows, "claim is told", "claims are told", limit, cursor, null);
    }

    private static boolean named(JsonNode row, String field, @Nullable String id) {
        return id == null
                || row.path(field)
                        .valueStream()
                        .anyMatch(one -> one.path("id").asString("").equals(id));
    }
}
