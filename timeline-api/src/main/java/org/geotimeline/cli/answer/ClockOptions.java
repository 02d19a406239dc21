package org.geotimeline.cli.answer;

import org.geotimeline.cli.client.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The clocks of a question: when it held, when it was known, how far the ledger had come. */
public final class ClockOptions {

    @Option(
            names = "--valid-at",
            paramLabel = "DAY",
            description = "What held on this day, such as 2024-10-20. Today where not given.")
    @Nullable
    String validAt;

    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description = "As known then: an instant, or a day, which means its end in UTC. Now where not given.")
    @Nullable
    String knownAt;

    @Option(
            names = "--position",
            paramLabel = "N",
            description = "As the ledger stood at this position. The last one where not given.")
    @Nullable
    Long position;

    @Option(
            names = "--rulebook",
            paramLabel = "VERSION",
            description = "By this version of the rulebook. The last one about the subject where not given.")
    @Nullable
    String rulebook;

    @Option(
            names = "--after",
            paramLabel = "ACT|N",
            description = "Wait until the answer has this act or position in it: read your own write.")
    @Nullable
    String after;

    public Request on(Request question) {
        return question.with("validAt", validAt)
                .with("knownAt", knownAt)
                .with("position", position)
                .with("rulebook", rulebook)
                .with("after", after);
    }
}
