package org.geotimeline.question.asked;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The questions that the product must answer, asked of a running server with real data. */
class QuestionsIT {

    /** All questions about the shipped data sets. A question with a file of its own is asked by hand. */
    static Stream<Question> fact_base() {
        return Questions.ofFactBase().stream()
                .filter(question -> question.needs().isEmpty())
                .filter(question -> question.calls().stream().noneMatch(call -> call.has("file")));
    }

    static Stream<Question> seed_checklist() {
        return Questions.ofSeedChecklist().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"fact_base", "seed_checklist"})
    void is_answered_rightly(Question question) {
        assertThat(new Asker(RunningTimeline.url()).wrong(question))
                .as(question.toString())
                .isEmpty();
    }
}
