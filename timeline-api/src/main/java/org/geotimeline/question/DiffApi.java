package org.geotimeline.question;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.RowsOf;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /diff}: how the answers to one question differ between two sets of clocks, and why.
 *
 * <p>The change from left to right is split into three steps, so that each step has its own cause. The first changes what is
 * known and recorded, on the left day (we learned, corrected or retracted). The second changes the day (the world changed),
 * the third the rulebook. An act after the left day is therefore a change of the world, even if nobody could know it then.
 */
@RestController
@RequestMapping("/api/v1/diff")
class DiffApi {

    private static final List<String> CLOCKS = List.of("validAt", "knownAt", "position", "rulebook");

    private final Questions questions;
    private final Reasons reasons;

    DiffApi(Questions questions, Reasons reasons) {
        this.questions = questions;
        this.reasons = reasons;
    }

    /**
     * The differences between the answers to one question under two sets of clocks, with the causes of each.
     *
     * @param question {@code stances?subject=TAL}, without clocks
     * @param left {@code validAt:2024-10-20,knownAt:2024-10-20}; what is missing means now
     * @param right the same
     * @param all also the rows that do not differ
     */
    @GetMapping(name = "compareAnswers")
    ObjectNode diff(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam @Nullable String question,
            @RequestParam @Nullable String left,
            @RequestParam @Nullable String right,
            @RequestParam @Nullable Boolean all) {
        Question asked = Question.parse(question);
        CLOCKS.forEach(clock -> refuse(asked, clock));
        Map<String, String> leftClocks = clocks("left", left);
        Map<String, String> rightClocks = clocks("right", right);
        Function<Map<String, String>, WholeAnswer> ask = clocks -> questions.ask(asked.with(clocks), request, response);
        WholeAnswer before = ask.apply(leftClocks);
        WholeAnswer after = ask.apply(rightClocks);
        RowsOf rowsOf = before.rowsOf();
        if (rowsOf == null) {
            throw new BadQuestion(
                    "question", "the rows of '%s' have no names to be compared by".formatted(asked.path()));
        }
        WholeAnswer knowledge = ask.apply(withKnowledge(before.clocks(), after.clocks()));
        WholeAnswer world = ask.apply(withWorld(before.clocks(), after.clocks()));
        return new AnswerComparison(asked, rowsOf, reasons, before, knowledge, world, after)
                .answer(Boolean.TRUE.equals(all));
    }

    private static void refuse(Question asked, String clock) {
        if (asked.parameters().containsKey(clock)) {
            throw new BadQuestion("question", "%s is given in left and right, not in the question".formatted(clock));
        }
    }

    private static Map<String, String> clocks(String side, @Nullable String text) {
        if (text == null) {
            throw new BadQuestion(side, "%s is required, as in validAt:2024-10-20,knownAt:2024-10-20".formatted(side));
        }
        var clocks = new TreeMap<String, String>();
        for (String part : text.split(",")) {
            int colon = part.indexOf(':');
            String name = colon < 0 ? part : part.substring(0, colon);
            if (colon < 0 || !CLOCKS.contains(name)) {
                throw new BadQuestion(
                        side, "'%s' is no clock; expected validAt:2024-10-20,knownAt:2024-10-20".formatted(part));
            }
            clocks.put(name, part.substring(colon + 1));
        }
        return clocks;
    }

    /** The first step: the left day and rulebook with the knowledge of the right side. */
    private static Map<String, String> withKnowledge(Map<String, String> left, Map<String, String> right) {
        Map<String, String> clocks = withWorld(left, right);
        clocks.put("validAt", left.getOrDefault("validAt", ""));
        return clocks;
    }

    /** The second step: the left rulebook with the day and the knowledge of the right side. */
    private static Map<String, String> withWorld(Map<String, String> left, Map<String, String> right) {
        var clocks = new TreeMap<>(right);
        clocks.remove("rulebook");
        if (left.containsKey("rulebook")) {
            clocks.put("rulebook", left.getOrDefault("rulebook", ""));
        }
        return clocks;
    }
}
