package org.geotimeline.cli.answer;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much of a long answer is wanted. */
public final class PageOptions {

    /** The most rows that a server gives in one page. */
    public static final int PAGE = 1_000;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec mixee;

    @Nullable
    Integer limit;

    @Option(
            names = "--cursor",
            paramLabel = "CURSOR",
            description = "Go on where an answer that was not complete ended. A cursor keeps its clocks.")
    @Nullable
    String cursor;

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            description = "At most so many rows. Without it all of them, page by page; with --json one page.")
    void limit(int rows) {
        if (rows < 1) {
            throw new ParameterException(mixee.commandLine(), "--limit is at least 1, not " + rows);
        }
        limit = rows;
    }
}
