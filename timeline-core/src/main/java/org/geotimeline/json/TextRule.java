package org.geotimeline.json;

import java.util.Optional;
import org.geotimeline.text.Visible;

/** A further rule for texts, beside those that every text in a body keeps. */
public interface TextRule {

    /** No further rule. */
    TextRule NONE = text -> Optional.empty();

    /** Some character of the text can be seen. */
    TextRule VISIBLE = text -> Visible.isBlank(text)
            ? Optional.of("this text is empty: no character of it can be seen; say something or leave it out")
            : Optional.empty();

    /** A sentence about the fault of a text that is not empty; empty if the text keeps the rule. */
    Optional<String> fault(String text);
}
