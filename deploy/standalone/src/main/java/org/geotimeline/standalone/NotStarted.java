package org.geotimeline.standalone;

/** Why the server cannot start, or could not go on, in a sentence that tells a person what to do about it. */
final class NotStarted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotStarted(String sentence) {
        super(sentence);
    }

    NotStarted(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
