package org.geotimeline.question.asked;

/** A failed assertion: the actual and the expected answer. */
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
