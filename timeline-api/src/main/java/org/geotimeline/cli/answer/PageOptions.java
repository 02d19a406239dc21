package org.geotimeline.cli.answer;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for the part of a long answer to show. */
public final class PageOptions {

    /** A server returns at most this many rows in one page. */
    public static final int MAX_PAGE_ROWS = 1_000;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec mixee;

    @Nullable
    Integer limit;

    @Option(
            names = "--cursor",
            paramLabel = "CURSOR",
            description = "Continue an incomplete answer from this cursor, which keeps the clocks.")
    @Nullable
    String cursor;

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            description = "Show at most this many rows (default: all, page by page; with --json one page).")
    void limit(int rows) {
        if (rows < 1) {
            throw new ParameterException(mixee.commandLine(), "--limit must be at least 1, not " + rows);
        }
        limit = rows;
    }
}
