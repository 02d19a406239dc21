package org.geotimeline.cli.client;

import java.util.List;

/** A command cannot go on: the sentences for the person who gave it, and the exit code for the shell. */
public final class CliFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    @SuppressWarnings("serial") // a list of texts, never sent as Java serialisation
    private final List<String> details;

    /**
     * @param sentence what is wrong, and what to do about it
     * @param details one line each, shown below the sentence
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
