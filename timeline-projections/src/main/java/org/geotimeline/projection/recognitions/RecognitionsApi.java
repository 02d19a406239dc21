package org.geotimeline.projection.recognitions;

import java.util.Collection;
import java.util.List;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.CellQuery;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.query.Vocabulary;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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

    private final CellQuery view;

    RecognitionsApi(StepTables tables) {
        this.view = new CellQuery(tables, RecognitionsProjection.NAME, RecognitionsProjection.KEYS, (row, cell) -> {});
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
    Answer<JsonNode> recognitions(
            Clocks clocks,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String actor,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String subject,
            @RequestParam @Nullable @AllowedWords(of = Values.class) String value,
            @RequestParam @Nullable @AllowedWords(onFile = "scope") String scope,
            @RequestParam @Nullable @AllowedWords({"valid", "known"}) String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        CellQuery.Asking asking = view.ask(clocks)
                .where("actor", actor)
                .where("subject", subject)
                .matching("value", value)
                .matching("scope", scope)
                .over(over);
        List<JsonNode> rows = asking.rows();
        return asking.answer(rows, "recognition is told", "recognitions are told", limit, cursor, totals(rows));
    }

    private static ObjectNode totals(List<JsonNode> rows) {
        ObjectNode totals = JsonNodeFactory.instance.objectNode();
        for (String value : VALUES) {
            long sure = rows.stream()
                    .filter(r -> r.path("value").asString("").equals(value))
                    .count();
            long possible = rows.stream()
                    .filter(r -> r.path("alternatives")
                            .valueStream()
                            .anyMatch(a -> a.asString("").equals(value)))
                    .count();
            totals.putArray(value).add(sure).add(sure + possible);
        }
        return totals;
    }
}
