package org.geotimeline.imports;

/** An import is held: it records nothing until its sender mends the file or confirms it. */
final class ImportHeld extends Exception {

    private static final long serialVersionUID = 1L;

    ImportHeld(String sentence) {
        super(sentence);
    }
}
