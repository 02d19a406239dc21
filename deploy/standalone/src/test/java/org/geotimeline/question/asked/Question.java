package org.geotimeline.question.asked;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A question: calls in their order, and assertions about all of their answers.
 *
 * @param text the question in words
 * @param needs the file to import before the question; empty for most
 */
record Question(
        String id,
        String stage,
        String text,
        List<JsonNode> calls,
        List<Assertion> assertions,
        Optional<String> needs) {

    Question {
        calls = List.copyOf(calls);
        assertions = List.copyOf(assertions);
    }

    static Question of(JsonNode question) {
        return new Question(
                question.path("id").asString(),
                question.path("stage").asString(""),
                question.path("question").asString(""),
                list(question.path("ask")),
                list(question.path("expect")).stream().map(Assertion::new).toList(),
                question.path("needs").asStringOpt());
    }

    /** A single value stands for a list of one. */
    static List<JsonNode> list(JsonNode oneOrMany) {
        var list = new ArrayList<JsonNode>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(list::add);
        } else if (!oneOrMany.isMissingNode()) {
            list.add(oneOrMany);
        }
        return list;
    }

    /** The failed assertions, each with its call. */
    List<String> wrong(List<Answer> answers) {
        var wrong = new ArrayList<String>();
        for (Assertion assertion : assertions) {
            assertion.check(answers).ifPresent(w -> wrong.add(w + "  [" + assertion.about(calls) + "]"));
        }
        return wrong;
    }

    @Override
    public String toString() {
        return id + " " + text;
    }
}
