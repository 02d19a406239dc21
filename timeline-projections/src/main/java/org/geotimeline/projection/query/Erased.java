package org.geotimeline.projection.query;

/** What was asked for by name is on file no more: its text was removed for legal reasons. */
public final class Erased extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Erased(String sentence) {
        super(sentence);
    }
}
