package org.geotimeline.cli.answer;

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

/** Reads an answer of many rows page after page, by its cursor. A page is not kept after it is shown. */
final class AnswerPages {

    private final Client client;
    private final Request question;
    private final int maxRows;
    private final boolean isLimited;
    private boolean isComplete = true;

    /** @param limit the largest number of rows to read; null for all */
    AnswerPages(Client client, Request question, @Nullable Integer limit) {
        this.client = client;
        this.question = question;
        this.maxRows = limit == null ? Integer.MAX_VALUE : limit;
        this.isLimited = limit != null;
    }

    /**
     * Reads to the end or to the limit.
     *
     * @param heading receives the whole first page before any row
     */
    void each(Consumer<JsonNode> heading, Consumer<List<JsonNode>> rows) {
        Set<String> cursors = new HashSet<>();
        int shown = 0;
        while (true) {
            if (isLimited) {
                question.with("limit", Math.min(maxRows - shown, PageOptions.MAX_PAGE_ROWS));
            }
            JsonNode page = client.ask(question).json();
            if (cursors.isEmpty()) {
                heading.accept(page);
            }
            List<JsonNode> wanted =
                    page.path("rows").valueStream().limit(maxRows - shown).toList();
            rows.accept(wanted);
            shown += wanted.size();
            String next = page.path("next").asString("");
            isComplete = next.isEmpty() && page.path("complete").asBoolean(true);
            if (next.isEmpty() || shown >= maxRows) {
                return;
            }
            if (!cursors.add(next)) {
                throw new CliFailure(Exit.FAILURE, "the server repeats the same page, which is a fault of the server");
            }
            question.with("cursor", next);
        }
    }

    /** Whether all rows were read. */
    boolean isComplete() {
        return isComplete;
    }
}
