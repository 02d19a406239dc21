package org.geotimeline.cli.answer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.geotimeline.cli.client.CliFailure;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An answer of many rows, page after page by its cursor; no page is kept once it is shown. */
final class AnswerPages {

    private final Client client;
    private final Request question;
    private final @Nullable Integer limit;
    private boolean isComplete = true;

    /** @param limit the most rows that are wanted; null for all */
    AnswerPages(Client client, Request question, @Nullable Integer limit) {
        this.client = client;
        this.question = question;
        this.limit = limit;
    }

    /**
     * Reads to the end or to the limit.
     *
     * @param heading gets the first answer whole, before any row
     */
    void each(Consumer<JsonNode> heading, Consumer<List<JsonNode>> rows) {
        Set<String> seen = new HashSet<>();
        int shown = 0;
        while (true) {
            if (limit != null) {
                question.with("limit", Math.min(limit - shown, PageOptions.PAGE));
            }
            JsonNode answer = client.ask(question).json();
            if (shown == 0 && seen.isEmpty()) {
                heading.accept(answer);
            }
            List<JsonNode> page = rows(answer, limit == null ? Integer.MAX_VALUE : limit - shown);
            rows.accept(page);
            shown += page.size();
            String next = answer.path("next").asString("");
            isComplete = next.isEmpty() && answer.path("complete").asBoolean(true);
            if (next.isEmpty() || limit != null && shown >= limit) {
                return;
            }
            if (!seen.add(next)) {
                throw new CliFailure(Exit.FAILURE, "the server gives the same page again and again; this is its fault");
            }
            question.with("cursor", next);
        }
    }

    /** Whether nothing was left out. */
    boolean isComplete() {
        return isComplete;
    }

    private static List<JsonNode> rows(JsonNode answer, int most) {
        var rows = new ArrayList<JsonNode>();
        for (JsonNode row : answer.path("rows")) {
            if (rows.size() < most) {
                rows.add(row);
            }
        }
        return rows;
    }
}
