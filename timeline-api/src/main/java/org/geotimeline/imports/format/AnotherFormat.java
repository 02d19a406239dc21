package org.geotimeline.imports.format;

import java.io.IOException;

/** The body is not of the format that its sender named. */
public final class AnotherFormat extends IOException {

    private static final long serialVersionUID = 1L;

    public AnotherFormat(String sentence) {
        super(sentence);
    }
}
