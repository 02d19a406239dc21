package org.geotimeline.imports.format;

import java.io.IOException;

/** The body breaks off, or is broken at some place, so that the rest of its rows is unknown. */
public final class CutShort extends IOException {

    private static final long serialVersionUID = 1L;

    public CutShort(String sentence) {
        super(sentence);
    }
}
