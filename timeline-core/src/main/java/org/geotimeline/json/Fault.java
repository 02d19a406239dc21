package org.geotimeline.json;

import java.util.List;

/**
 * One thing that is wrong with a body: where, what, and what was expected.
 *
 * @param pointer a JSON pointer into the body; empty for the whole
 * @param sentence what is wrong, for a person to act on
 * @param nearest names that may have been meant, nearest first
 * @param isOfShape whether a field is missing, unknown or of another kind, instead of having a wrong value
 */
public record Fault(String pointer, String sentence, List<String> nearest, boolean isOfShape) {

    public Fault(String pointer, String sentence, List<String> nearest) {
        this(pointer, sentence, nearest, false);
    }

    /** A fault of the body's shape: a field that is missing or unknown, or of another kind than it should be. */
    public static Fault ofShape(String pointer, String sentence, List<String> nearest) {
        return new Fault(pointer, sentence, nearest, true);
    }

    public Fault(String pointer, String sentence) {
        this(pointer, sentence, List.of());
    }

    /** The same fault of a body that stands at that pointer in another one. */
    public Fault under(String prefix) {
        return new Fault(prefix + pointer, sentence, nearest, isOfShape);
    }
}
