package org.geotimeline.cli.answer;

import org.geotimeline.cli.client.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the clocks of a question: valid time, known time and position of the ledger. */
public final class ClockOptions {

    @Option(
            names = "--valid-at",
            paramLabel = "DAY",
            description = "The valid time of the answer, such as 2024-10-20 (default: today).")
    @Nullable
    String validAt;

    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description =
                    "The known time of the answer: an instant, or a day, which means its end in UTC (default: now).")
    @Nullable
    String knownAt;

    @Option(names = "--position", paramLabel = "N", description = "The position of the ledger (default: the last).")
    @Nullable
    Long position;

    @Option(
            names = "--rulebook",
            paramLabel = "VERSION",
            description = "The version of the rulebook (default: the last one about the subject).")
    @Nullable
    String rulebook;

    @Option(
            names = "--after",
            paramLabel = "ACT|N",
            description = "Wait until the answer includes this act or position, to read your own write.")
    @Nullable
    String after;

    /** Adds the given clocks to the question. */
    public Request on(Request question) {
        return question.with("validAt", validAt)
                .with("knownAt", knownAt)
                .with("position", position)
                .with("rulebook", rulebook)
                .with("after", after);
    }
}
