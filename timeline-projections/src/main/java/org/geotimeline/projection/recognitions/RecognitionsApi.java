package org.geotimeline.projection.recognitions;

import java.util.Collection;
import java.util.List;
import org.geotimeline.projection.runtime.Answer;
import org.geotimeline.projection.runtime.Clocks;
import org.geotimeline.projection.runtime.RowsOf;
import org.geotimeline.projection.runtime.StepTables;
import org.geotimeline.projection.runtime.View;
import org.geotimeline.projection.runtime.Vocabulary;
import org.geotimeline.projection.runtime.Words;
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

    private final View view;

    RecognitionsApi(StepTables tables) {
        this.view = new View(tables, RecognitionsProjection.NAME, RecognitionsProjection.KEYS, (row, cell) -> {});
    }

    /** Who recognises whom; {@code totals} counts each value as [at least, at most]. */
    @GetMapping
    @RowsOf(
            projection = RecognitionsProjection.NAME,
            timeline = {"actor", "subject"},
            cell = RecognitionsProjection.RECOGNITION)
    Answer<JsonNode> recognitions(
            Clocks clocks,
            @RequestParam @Nullable @Words(registered = "actor") String actor,
            @RequestParam @Nullable @Words(registered = "actor") String subject,
            @RequestParam @Nullable @Words(of = Values.class) String value,
            @RequestParam @Nullable @Words(onFile = "scope") String scope,
            @RequestParam @Nullable @Words({"valid", "known"}) String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        View.Asking asking = view.ask(clocks)
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
