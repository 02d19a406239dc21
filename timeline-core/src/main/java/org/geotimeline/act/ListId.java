package org.geotimeline.act;

/** The name of a registered list: {@code kaz-national}. */
public record ListId(String text) implements Word {

    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    public ListId {
        Word.require(text, PATTERN, "a list's id");
    }

    public static ListId parse(String text) {
        return new ListId(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
