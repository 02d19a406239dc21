package org.geotimeline.imports;

/** A row of which nothing, or not all, can be made. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String column;

    Unreadable(String column, String sentence) {
        super(sentence, null, false, false);
        this.column = column;
    }

    String column() {
        return column;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
