package org.geotimeline.projection.acts;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.geotimeline.act.Confidence;
import org.geotimeline.act.Phase;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct.PayloadErased;
import org.geotimeline.projection.query.ActRow;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.ClockSentence;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.Cursor;
import org.geotimeline.projection.query.Erased;
import org.geotimeline.projection.query.NotOnFile;
import org.geotimeline.projection.query.Period;
import org.geotimeline.projection.query.ResultPage;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.query.Vocabulary;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.recording.Dossiers;
import org.geotimeline.recording.Relations;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code GET /acts}, {@code /acts/{id}} and its revisions. */
@RestController
@RequestMapping("/api/v1/acts")
class ActsApi {

    /** How exactly a date is told; with ~ where about. */
    static final class Precisions implements Vocabulary {
        @Override
        public Collection<String> words() {
            return Stream.of("instant", "day", "month", "year", "decade", "interval", "one-of")
                    .flatMap(precision -> Stream.of(precision, precision + "~"))
                    .toList();
        }
    }

    private final FindActs acts;
    private final StepTable steps;
    private final Relations relations;
    private final Dossiers dossiers;

    ActsApi(DataSource dataSource, StepTables tables, Relations relations, Dossiers dossiers) {
        this.steps = tables.of(ActsProjection.NAME);
        this.acts = new FindActs(dataSource, steps);
        this.relations = relations;
        this.dossiers = dossiers;
    }

    /**
     * The acts that are wanted, sorted by their first, then their last possible day.
     *
     * @param validFrom EDTF; acts that may have been on its first day or later
     * @param q words that all occur, each in title, note, quotes or reports, or as a name of whom the act concerns; what
     *     stands between quotation marks occurs as it is
     * @param facets whether {@code totals} counts all acts that are found by type, actor, place, …
     * @param predecessors also acts of those that the actor continues
     */
    @GetMapping(name = "listActs")
    @RowsOf(
            projection = ActsProjection.NAME,
            timeline = {"id"},
            cell = ActsProjection.ACT)
    Answer<ActRow> acts(
            @RequestParam @Nullable @AllowedWords(of = {Vocabulary.Types.class, Vocabulary.QualifiedTypes.class})
                    String type,
            @RequestParam @Nullable @AllowedWords(of = Vocabulary.Families.class) String family,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String actor,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String subject,
            @RequestParam @Nullable @AllowedWords(registered = "forum") String forum,
            @RequestParam @Nullable @AllowedWords(registered = "list") String list,
            @RequestParam @Nullable @AllowedWords(onFile = "place") String place,
            @RequestParam @Nullable String q,
            @RequestParam @Nullable @AllowedWords(of = Precisions.class) String precision,
            @RequestParam @Nullable @AllowedWords(of = Confidence.class) String confidence,
            @RequestParam @Nullable @AllowedWords(onFile = "coder") String coder,
            @RequestParam @Nullable @AllowedWords(registered = "dataset") String dataset,
            @RequestParam @Nullable @AllowedWords(of = Phase.class) String phase,
            @RequestParam @Nullable @AllowedWords({"stands", "retracted", "merged", "split", "any"}) String standing,
            @RequestParam @Nullable String validFrom,
            @RequestParam @Nullable String validTo,
            @RequestParam @Nullable String knownFrom,
            @RequestParam @Nullable String knownTo,
            @RequestParam @Nullable String recordedFrom,
            @RequestParam @Nullable String recordedTo,
            @RequestParam @Nullable Boolean predecessors,
            @RequestParam @Nullable Boolean facets,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor,
            Clocks clocks) {
        int most = ResultPage.limit(limit);
        AsOf asOf = clocks.of(ActsProjection.NAME);
        var wanted = new ActFilter(
                Vocabulary.QualifiedTypes.simple(type),
                family,
                actors(actor, Boolean.TRUE.equals(predecessors), asOf),
                subject,
                forum,
                list,
                place,
                precision,
                confidence,
                coder,
                dataset,
                phase,
                standing,
                Period.days("valid", validFrom, validTo),
                Period.moments("known", knownFrom, knownTo),
                Period.moments("recorded", recordedFrom, recordedTo));
        List<String> after = cursor == null ? List.of() : after(cursor);
        Query query = q == null ? Query.ANY : Query.of(q, this.acts.actors(asOf));
        List<JsonNode> found = this.acts.find(wanted, query, asOf, after, most + 1);
        boolean complete = found.size() <= most;
        List<JsonNode> rows = complete ? found : found.subList(0, most);
        String next =
                complete ? null : new Cursor(asOf, clocks.question(), FindActs.sortKey(rows.getLast())).toString();
        ActTotals totals =
                Boolean.TRUE.equals(facets) ? totals(this.acts.find(wanted, query, asOf, List.of(), MOST)) : null;
        List<ActRow> acts = rows.stream()
                .map(row -> ActRow.SHAPE.read(row).without("reports"))
                .toList();
        return new Answer<>(asOf, null, view(asOf), summary(acts.size(), complete, asOf), acts, complete, next, totals);
    }

    private static List<String> after(String cursor) {
        List<String> after = Cursor.parse(cursor).after();
        if (after.size() != 3 || !after.get(2).matches("\\d{1,18}")) {
            throw new BadQuestion("cursor", "this cursor belongs to another question");
        }
        return after;
    }

    /** Maximum number of acts that are counted for facets. */
    private static final int MOST = 100_000;

    /**
     * The counts of all acts that are found.
     *
     * @param acts how many there are
     * @param complete whether all of them are counted
     * @param facets for each facet how many acts have which value, the most frequent values first
     */
    record ActTotals(int acts, boolean complete, Map<String, Map<String, Integer>> facets) {}

    private static ActTotals totals(List<JsonNode> found) {
        return new ActTotals(found.size(), found.size() < MOST, Facets.of(found));
    }

    /** One act as known then, with the reports on it; one that was merged redirects to the act that it turned out to be. */
    @GetMapping(name = "getAct", path = "/{id}")
    @RowsOf(
            projection = ActsProjection.NAME,
            timeline = {"id"},
            cell = ActsProjection.ACT)
    ResponseEntity<KnownAct> act(@PathVariable String id, Clocks clocks) {
        AsOf asOf = clocks.of(ActsProjection.NAME);
        ActRow act = steps.at(Timeline.of(id), ActsProjection.ACT, asOf)
                .map(step -> ActRow.SHAPE.read(step.answer()))
                .orElseThrow(() -> absent(id, asOf));
        String kept = act.mergedInto();
        return kept == null
                ? ResponseEntity.ok(new KnownAct(act, asOf))
                : ResponseEntity.status(HttpStatus.PERMANENT_REDIRECT)
                        .location(URI.create("/api/v1/acts/%s?validAt=%s&knownAt=%s&position=%d"
                                .formatted(kept, asOf.validAt(), asOf.knownAt(), asOf.position())))
                        .body(new KnownAct(act, asOf));
    }

    /** What was recorded of the act, in the order of the ledger, as far as the clocks show it. */
    @GetMapping(name = "listActRevisions", path = "/{id}/revisions")
    Answer<RevisionRow> revisions(@PathVariable String id, Clocks clocks) {
        AsOf asOf = clocks.of(ActsProjection.NAME);
        Dossier dossier = dossier(id, asOf.position());
        List<RevisionRow> rows = visible(dossier, asOf)
                .map(n -> RevisionRow.of(n, dossier.shown(dossier.entries().get(n - 1), asOf.knownAt())))
                .toList();
        if (rows.isEmpty()) {
            throw new NotOnFile(notOnFile(id, asOf));
        }
        return new Answer<>(
                asOf,
                null,
                view(asOf),
                "%s, %s was recorded in %d %s."
                        .formatted(ClockSentence.asKnown(asOf), id, rows.size(), rows.size() == 1 ? "event" : "events"),
                rows,
                true,
                null);
    }

    /**
     * The n-th revision of the act, as a current act is written: nothing is derived.
     *
     * @param n the number of the revision, from 1
     */
    @GetMapping(name = "getActRevision", path = "/{id}/revisions/{n}")
    ResponseEntity<JsonNode> revision(@PathVariable String id, @PathVariable int n, Clocks clocks) {
        AsOf asOf = clocks.of(ActsProjection.NAME);
        Dossier dossier = dossier(id, asOf.position());
        if (visible(dossier, asOf).noneMatch(visible -> visible == n)) {
            throw new NotOnFile("act '%s' has no revision %d under these clocks".formatted(id, n));
        }
        Recorded recorded = dossier.shown(dossier.entries().get(n - 1), asOf.knownAt());
        return ResponseEntity.ok()
                .header("Timeline-Position", Long.toString(recorded.position()))
                .header("Timeline-Recorded-At", recorded.recordedAt().toString())
                .header("Timeline-Known-At", recorded.known().toString())
                .body(recorded.body());
    }

    private Dossier dossier(String id, long position) {
        try {
            return dossiers.of(id, position);
        } catch (IllegalArgumentException noId) {
            throw new NotOnFile(String.valueOf(noId.getMessage()));
        }
    }

    private static Stream<Integer> visible(Dossier dossier, AsOf asOf) {
        return IntStream.rangeClosed(1, dossier.entries().size())
                .filter(n -> !dossier.entries().get(n - 1).known().isAfter(asOf.knownAt()))
                .boxed();
    }

    // ------------------------------------------------------------------------------------------- reading questions

    private Set<String> actors(@Nullable String actor, boolean predecessors, AsOf asOf) {
        if (actor == null) {
            return Set.of();
        }
        return predecessors ? relations.withPredecessors(actor, asOf) : Set.of(actor);
    }

    // ---------------------------------------------------------------------------------------------- writing answers

    private Answer.View view(AsOf asOf) {
        return Answer.View.of(steps.name(), asOf.position());
    }

    private static String summary(int rows, boolean complete, AsOf asOf) {
        return "%s, %s%d %s on file."
                .formatted(
                        ClockSentence.asKnown(asOf),
                        complete ? "" : "the first ",
                        rows,
                        rows == 1 ? "such act is" : "such acts are");
    }

    private RuntimeException absent(String id, AsOf asOf) {
        return dossier(id, Long.MAX_VALUE).entries().stream()
                .filter(entry -> entry.act() instanceof PayloadErased erased
                        && erased.about().act().equals(ActId.parse(id).whole()))
                .findFirst()
                .<RuntimeException>map(
                        erasure -> new Erased("the text of act '%s' was erased; '%s', at position %d, says so and why"
                                .formatted(id, erasure.id(), erasure.position())))
                .orElseGet(() -> new NotOnFile(notOnFile(id, asOf)));
    }

    private String notOnFile(String id, AsOf asOf) {
        return "no act '%s' is on file as known at %s, at position %d".formatted(id, asOf.knownAt(), asOf.position());
    }
}
