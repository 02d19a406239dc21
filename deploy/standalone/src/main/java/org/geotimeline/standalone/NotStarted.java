package org.geotimeline.standalone;

/** The server cannot start or continue. The message is a sentence for the user, with the remedy. */
final class NotStarted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotStarted(String sentence) {
        super(sentence);
    }

    NotStarted(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
