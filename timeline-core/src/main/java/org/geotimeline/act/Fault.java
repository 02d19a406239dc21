package org.geotimeline.act;

import java.util.List;

/**
 * One thing that is wrong with a reported act: where, what, and what would be right.
 *
 * @param pointer a JSON pointer into the body; empty for the whole
 * @param sentence what is wrong, for a person to act on
 * @param nearest names that may have been meant, nearest first
 */
public record Fault(String pointer, String sentence, List<String> nearest) {

    public Fault(String pointer, String sentence) {
        this(pointer, sentence, List.of());
    }

    FaultyAct asException() {
        return new FaultyAct(List.of(this));
    }

    Fault under(String prefix) {
        return new Fault(prefix + pointer, sentence, nearest);
    }
}
