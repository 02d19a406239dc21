package org.geotimeline.api.problem;

import org.springframework.http.HttpStatus;

/** A body cannot be read; the sentence says what is wrong, and where. */
public final class UnreadableBody extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String type;

    public UnreadableBody(HttpStatus status, String type, String sentence) {
        super(sentence);
        this.status = status;
        this.type = type;
    }

    HttpStatus status() {
        return status;
    }

    String type() {
        return type;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
