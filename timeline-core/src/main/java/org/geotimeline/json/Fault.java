package org.geotimeline.json;

import java.util.List;

/**
 * One thing that is wrong with a reported act: where, what, and what would be right.
 *
 * @param pointer a JSON pointer into the body; empty for the whole
 * @param sentence what is wrong, for a person to act on
 * @param nearest names that may have been meant, nearest first
 * @param isOfShape whether the body has not the shape of an act, rather than a wrong value in the right place
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

    /** The same fault of a body that lies deeper, under that pointer. */
    public Fault under(String prefix) {
        return new Fault(prefix + pointer, sentence, nearest, isOfShape);
    }
}
