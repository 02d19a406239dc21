package org.geotimeline.act;

/** The name of an act, given by who records it: {@code ACT-0001}. */
public record ActId(String text) implements Word {

    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";

    public ActId {
        Word.require(text, PATTERN, "an act id");
    }

    public static ActId parse(String text) {
        return new ActId(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
