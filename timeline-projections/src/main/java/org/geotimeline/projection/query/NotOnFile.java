package org.geotimeline.projection.query;

/** What was asked for by name is not on file under the clocks of the question. */
public final class NotOnFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotOnFile(String sentence) {
        super(sentence);
    }
}
