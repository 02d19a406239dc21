package org.geotimeline.act;

/** The name of an act, given by who records it: {@code ACT-0001}. */
public record ActId(String text) implements Word {

    static final Form FORM = Form.ACT_ID;

    public ActId {
        Word.require(text, FORM, "an act id");
    }

    public static ActId parse(String text) {
        return new ActId(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
