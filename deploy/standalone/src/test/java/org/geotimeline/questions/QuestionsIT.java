package org.geotimeline.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The questions that the product has to answer, asked of a running server over real data. */
class QuestionsIT {

    private static final Set<String> STAGES = Set.of("stance", "participation", "acts");
    private static final Set<String> CHECKLIST_STAGES = Set.of("stance", "participation", "acts", "actors");

    static Stream<Question> fact_base() {
        return Questions.ofFactBase().stream()
                .filter(question -> STAGES.contains(question.stage()))
                .filter(question -> question.needs().isEmpty());
    }

    static Stream<Question> seed_checklist() {
        return Questions.ofSeedChecklist().stream().filter(question -> CHECKLIST_STAGES.contains(question.stage()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"fact_base", "seed_checklist"})
    void is_answered_rightly(Question question) {
        assertThat(new Asker(RunningTimeline.url()).wrong(question))
                .as(question.toString())
                .isEmpty();
    }
}
