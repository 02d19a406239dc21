package org.geotimeline.projection.claims;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.CellQuery;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.Period;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.query.Vocabulary;
import org.geotimeline.projection.query.Wording;
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

    private static final Comparator<ClaimRow> BY_DAY = Comparator.<ClaimRow, String>comparing(
                    row -> Period.first(row.act().lower()))
            .thenComparing(row -> Period.last(row.act().upper()))
            .thenComparing(row -> row.act().position());

    private final CellQuery<ClaimRow> view;

    ClaimsApi(StepTables tables) {
        this.view = new CellQuery<>(tables, ClaimsProjection.NAME, ClaimsProjection.KEYS, ClaimRow.SHAPE);
    }

    /**
     * Who claims what of whom, and who denies it.
     *
     * @param kind of a statement: claim, judgement, forecast …
     * @param denied whether somebody denies it
     * @param q words of title, note, quotes, all of which must be there
     */
    @GetMapping(name = "listClaims")
    @RowsOf(
            projection = ClaimsProjection.NAME,
            timeline = {"id"},
            cell = ClaimsProjection.CLAIM)
    Answer<ClaimRow> claims(
            Clocks clocks,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String actor,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String subject,
            @RequestParam @Nullable @AllowedWords(of = {Vocabulary.Types.class, Vocabulary.QualifiedTypes.class})
                    String type,
            @RequestParam @Nullable @AllowedWords(onFile = "kind") String kind,
            @RequestParam @Nullable Boolean denied,
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String validFrom,
            @RequestParam @Nullable String validTo,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        Period<LocalDate> days = Period.days("valid", validFrom, validTo);
        CellQuery<ClaimRow>.Asking asking = view.ask(clocks)
                .matching(row -> named(row.act().actors(), actor))
                .matching(row -> named(row.act().subjects(), subject))
                .maybe(Vocabulary.QualifiedTypes.simple(type), row -> row.act().type())
                .maybe(kind, ClaimRow::kind)
                .matching(row -> denied == null || denied != row.denials().isEmpty())
                .matching(row -> q == null || Wording.of(row.json()).has(q))
                .matching(row -> Period.maybe(days, row.act().lower(), row.act().upper()));
        List<ClaimRow> rows = asking.rows().stream().sorted(BY_DAY).toList();
        return asking.answer(rows, "claim is told", "claims are told", limit, cursor, null);
    }

    private static boolean named(@Nullable JsonNode parties, @Nullable String id) {
        return id == null
                || (parties != null
                        && parties.valueStream()
                                .anyMatch(one -> one.path("id").asString("").equals(id)));
    }
}
