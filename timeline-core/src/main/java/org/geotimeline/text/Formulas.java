package org.geotimeline.text;

/** Texts that a spreadsheet would run as formulas (OWASP, CSV injection). */
public final class Formulas {

    /** The signs with which a formula begins, and their full-width forms. */
    private static final String SIGNS = "=+-@＝＋－＠";

    private static final String BREAKS = "\t\r\n";

    private Formulas() {}

    /** The text; with an apostrophe in front, which spreadsheets hide, if the text begins as a formula does, or with a break. */
    public static String harmless(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String shown = Visible.trimmed(text);
        boolean begins =
                BREAKS.indexOf(text.charAt(0)) >= 0 || (!shown.isEmpty() && SIGNS.indexOf(shown.charAt(0)) >= 0);
        return begins ? "'" + text : text;
    }
}
