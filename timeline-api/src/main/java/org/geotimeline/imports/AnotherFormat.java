package org.geotimeline.imports;

import java.io.IOException;

/** A body that is not what it was said to be. */
final class AnotherFormat extends IOException {

    private static final long serialVersionUID = 1L;

    AnotherFormat(String sentence) {
        super(sentence);
    }
}
