package org.geotimeline.imports.format;

import java.io.IOException;

/** A body that breaks off, or is broken where it stops being read: nobody can tell what would have followed. */
public final class CutShort extends IOException {

    private static final long serialVersionUID = 1L;

    public CutShort(String sentence) {
        super(sentence);
    }
}
