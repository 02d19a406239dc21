package org.geotimeline.act;

import java.util.Optional;
import org.geotimeline.text.Visible;

/** What a text must be when it is reported, beside what it must be to be read. */
final class ReportedText {

    private ReportedText() {}

    static Optional<String> fault(String text) {
        return Visible.isBlank(text)
                ? Optional.of("this text is empty: no character of it can be seen; say something or leave it out")
                : Optional.empty();
    }
}
