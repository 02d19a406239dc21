package org.geotimeline.question;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.RowsOf;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /why}: for each row of an answer the acts that made it, with their reports and corrections, the other acts
 * about its cell, and the answer if nobody had corrected, confirmed or retracted anything.
 */
@RestController
@RequestMapping("/api/v1/why")
class WhyApi {

    /** The number of rows that are explained at once. */
    private static final int MAX_ROWS = 20;

    private final Questions questions;
    private final Reasons reasons;

    WhyApi(Questions questions, Reasons reasons) {
        this.questions = questions;
        this.reasons = reasons;
    }

    /**
     * The acts behind each row of an answer, and the answer without corrections.
     *
     * @param question as it is asked, with its clocks: {@code listings?authority=KAZ&subject=TAL&validAt=2024-10-04}
     * @param row only that row, counted from 1; without it the first twenty
     * @param othersAfter only {@code others} that stand in the ledger after that position: {@code othersNext} goes on so
     */
    @GetMapping(name = "explainAnswer")
    ObjectNode why(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam @Nullable String question,
            @RequestParam @Nullable Integer row,
            @RequestParam @Nullable Long othersAfter) {
        WholeAnswer answered = questions.ask(Question.parse(question), request, response);
        RowsOf rowsOf = answered.rowsOf();
        if (rowsOf == null) {
            throw new BadQuestion(
                    "question",
                    "no single cell makes a row of '%s'; ask for the reasons of the rows that it is made of"
                            .formatted(answered.question().path()));
        }
        int count = answered.rows().size();
        check(row, count, othersAfter);
        ObjectNode answer = Questions.object();
        answer.put("question", answered.pinned().toString());
        answer.set("asOf", answered.body().path("asOf"));
        answer.set("rulebook", answered.body().path("rulebook"));
        ArrayNode rows = answer.putArray("rows");
        int first = row == null ? 1 : row;
        int last = row == null ? Math.min(count, MAX_ROWS) : row;
        for (int number = first; number <= last; number++) {
            rows.add(new RowExplanation(answered, rowsOf, reasons, number).json(othersAfter == null ? 0 : othersAfter));
        }
        answer.put("complete", last - first + 1 == count);
        return answer;
    }

    private static void check(@Nullable Integer row, int count, @Nullable Long othersAfter) {
        if (row != null && (row < 1 || row > count)) {
            throw new BadQuestion("row", "the answer has %d rows, and row %d is none of them".formatted(count, row));
        }
        if (othersAfter != null && othersAfter < 0) {
            throw new BadQuestion(
                    "othersAfter", "positions begin with 1; 0 is before all, not %d".formatted(othersAfter));
        }
    }
}
