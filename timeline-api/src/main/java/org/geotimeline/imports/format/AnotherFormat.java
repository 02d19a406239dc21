package org.geotimeline.imports.format;

import java.io.IOException;

/** A body that is not what it was said to be. */
public final class AnotherFormat extends IOException {

    private static final long serialVersionUID = 1L;

    public AnotherFormat(String sentence) {
        super(sentence);
    }
}
