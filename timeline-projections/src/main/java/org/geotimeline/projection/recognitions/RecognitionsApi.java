package org.geotimeline.projection.recognitions;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.CellQuery;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.RowOver;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.query.Vocabulary;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /recognitions}. */
@RestController
@RequestMapping("/api/v1/recognitions")
class RecognitionsApi {

    private static final List<String> VALUES = List.of("DE_JURE", "WITHDRAWN", "EXPLICIT_REFUSAL");

    /** What recognition comes to. */
    static final class Values implements Vocabulary {
        @Override
        public Collection<String> words() {
            return VALUES;
        }
    }

    private final CellQuery<RecognitionRow> view;

    RecognitionsApi(StepTables tables) {
        this.view =
                new CellQuery<>(tables, RecognitionsProjection.NAME, RecognitionsProjection.KEYS, RecognitionRow.SHAPE);
    }

    /**
     * Who recognises whom; {@code totals} counts each value as [at least, at most].
     *
     * @param scope the scope of the recognition, a state or a government
     */
    @GetMapping(name = "listRecognitions")
    @RowsOf(
            projection = RecognitionsProjection.NAME,
            timeline = {"actor", "subject"},
            cell = RecognitionsProjection.RECOGNITION)
    Answer<RowOver<RecognitionRow>> recognitions(
            Clocks clocks,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String actor,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String subject,
            @RequestParam @Nullable @AllowedWords(of = Values.class) String value,
            @RequestParam @Nullable @AllowedWords(onFile = "scope") String scope,
            @RequestParam @Nullable @AllowedWords({"valid", "known"}) String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        CellQuery<RecognitionRow>.Asking asking = view.ask(clocks)
                .where("actor", actor)
                .where("subject", subject)
                .maybe(value, RecognitionRow::value, row -> row.grounds().alternatives())
                .maybe(
                        scope,
                        RecognitionRow::scope,
                        RecognitionRow::scopeAlternatives,
                        row -> row.grounds().alternatives())
                .over(over);
        List<RowOver<RecognitionRow>> rows = asking.rowsOver();
        return asking.answer(rows, "recognition is told", "recognitions are told", limit, cursor, totals(rows));
    }

    /** Of each value the number of rows that surely have it, and of those that may. */
    private static Map<String, List<Long>> totals(List<RowOver<RecognitionRow>> rows) {
        var totals = new LinkedHashMap<String, List<Long>>();
        for (String value : VALUES) {
            long sure =
                    rows.stream().filter(row -> value.equals(row.row().value())).count();
            long possible = rows.stream()
                    .filter(row -> row.row().grounds().alternatives().contains(value))
                    .count();
            totals.put(value, List.of(sure, sure + possible));
        }
        return totals;
    }
}
