package org.geotimeline.store.log;

/** A log file cannot be loaded, and nothing of it was; the sentence says the line, the fault and what was expected. */
public final class LogRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogRefused(String sentence) {
        super(sentence);
    }

    LogRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    static LogRefused at(long line, String sentence) {
        return new LogRefused("line %d: %s; nothing was loaded".formatted(line, sentence));
    }
}
