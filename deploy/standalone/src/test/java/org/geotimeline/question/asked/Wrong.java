package org.geotimeline.question.asked;

/** An assertion that does not hold: what the answer says, and what it should say. */
record Wrong(String got, String want) {

    private static final int LONGEST = 400;

    @Override
    public String toString() {
        return "got %s, want %s".formatted(brief(got), brief(want));
    }

    private static String brief(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }
}
