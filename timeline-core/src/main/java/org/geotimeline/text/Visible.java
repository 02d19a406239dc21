package org.geotimeline.text;

import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.text.UnicodeSet.SpanCondition;
import com.ibm.icu.text.UnicodeSetSpanner;
import com.ibm.icu.text.UnicodeSetSpanner.CountMethod;

/** What a reader sees of a text. A text of invisible characters alone is no text. */
public final class Visible {

    /** The characters that a reader does not see: white space, joiners, fillers, blank letters. */
    private static final UnicodeSet INVISIBLE = new UnicodeSet(
                    "[[:White_Space:][:Default_Ignorable_Code_Point:][:Control:]"
                            + "[[:Format:]-[:Prepended_Concatenation_Mark:]][:Noncharacter_Code_Point:]"
                            // Blank by design, although Unicode counts them as signs or letters.
                            + "\\u2800\\U00013441\\U00013442\\U00016FE4\\U0001D159]")
            .freeze();

    /** The characters that mean nothing around a value. A joiner at the end may shape the last letter. */
    private static final UnicodeSet AROUND =
            new UnicodeSet("[[:White_Space:]\\u200B\\u2060\\uFEFF\\u200E\\u200F\\u061C\\u00AD\\u2800\\u3164]").freeze();

    private static final UnicodeSetSpanner TRIMMER = new UnicodeSetSpanner(AROUND);
    private static final UnicodeSetSpanner SPACES = new UnicodeSetSpanner(new UnicodeSet("[:White_Space:]").freeze());

    private Visible() {}

    /** Whether a reader sees nothing. */
    public static boolean isBlank(String text) {
        return INVISIBLE.containsAll(text);
    }

    /** The text without white space and invisible signs around it, and with single blanks for the white space within. */
    public static String trimmed(String text) {
        return SPACES.replaceFrom(TRIMMER.trim(text).toString(), " ", CountMethod.WHOLE_SPAN, SpanCondition.SIMPLE);
    }
}
