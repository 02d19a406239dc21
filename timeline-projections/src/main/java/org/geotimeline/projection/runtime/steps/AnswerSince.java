package org.geotimeline.projection.runtime.steps;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The answer of a cell from some day on.
 *
 * @param answer null if there is none
 * @param since the first day of the unbroken stretch with this answer; {@link LocalDate#MIN} for ever before
 */
public record AnswerSince(@Nullable JsonNode answer, LocalDate since) {

    static final AnswerSince NOTHING = new AnswerSince(null, LocalDate.MIN);

    /** The answer from that day on, if this was the answer before and {@code next} is the answer of the fold. */
    AnswerSince then(LocalDate day, @Nullable JsonNode next) {
        JsonNode answer = next == null || next.isNull() || next.isMissingNode() ? null : next;
        if (Json.same(answer, this.answer)) {
            return this;
        }
        return answer == null ? NOTHING : new AnswerSince(answer, day);
    }

    boolean same(AnswerSince other) {
        return since.equals(other.since) && Json.same(answer, other.answer);
    }
}
