package org.geotimeline.cli.client;

import java.util.List;

/** A command cannot continue. Carries the sentences for the user and the exit code for the shell. */
public final class CliFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    @SuppressWarnings("serial") // an immutable list of strings, never serialised
    private final List<String> details;

    /**
     * @param sentence the error and its remedy
     * @param details the lines shown below the sentence
     */
    public CliFailure(int exitCode, String sentence, List<String> details) {
        super(sentence);
        this.exitCode = exitCode;
        this.details = List.copyOf(details);
    }

    public CliFailure(int exitCode, String sentence) {
        this(exitCode, sentence, List.of());
    }

    public int exitCode() {
        return exitCode;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public List<String> details() {
        return details;
    }
}
