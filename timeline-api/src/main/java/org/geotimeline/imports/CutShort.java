package org.geotimeline.imports;

import java.io.IOException;

/** A body that breaks off, or is broken where it stops being read: nobody can tell what would have followed. */
final class CutShort extends IOException {

    private static final long serialVersionUID = 1L;

    CutShort(String sentence) {
        super(sentence);
    }
}
