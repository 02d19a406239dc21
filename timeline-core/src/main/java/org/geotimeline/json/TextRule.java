package org.geotimeline.json;

import java.util.Optional;

/** A further rule for texts, beside those that every text in a body keeps. */
public interface TextRule {

    /** No further rule. */
    TextRule NONE = text -> Optional.empty();

    /** A sentence about the fault of a text that is not empty; empty if the text keeps the rule. */
    Optional<String> fault(String text);
}
