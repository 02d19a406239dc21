package org.geotimeline.json;

import java.util.regex.Pattern;

/** A value that is written as one string in JSON: an id. Its type has {@code static parse(String)} and says its pattern. */
public interface Word {

    String text();

    /** How words may be written, and how a sentence says it. */
    enum Form {
        ID(
                "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
                "letters A to Z and a to z, digits and . _ -, at most 64 of them, beginning with a letter or a digit"),
        ACT_ID(
                "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}",
                "letters A to Z and a to z, digits and . _ : -, at most 64 of them, beginning with a letter or a digit"),
        LABEL("[a-z][a-z-]{0,31}", "small letters from a to z and -, at most 32 of them, beginning with a letter");

        private final Pattern pattern;
        private final String words;

        Form(String pattern, String words) {
            this.pattern = Pattern.compile(pattern);
            this.words = words;
        }

        public String pattern() {
            return pattern.pattern();
        }
    }

    /** @throws IllegalArgumentException with a sentence that quotes the text and says what was expected */
    static void require(String text, Form form, String what) {
        if (!form.pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("'%s' is not %s; expected %s".formatted(text, what, form.words));
        }
    }
}
