package org.geotimeline.imports.format;

/** A row cannot be read, or not completely. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String column;

    public Unreadable(String column, String sentence) {
        super(sentence, null, false, false);
        this.column = column;
    }

    public String column() {
        return column;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
