package org.geotimeline.act;

/** The name of a registered forum: {@code moscow-format}. */
public record ForumId(String text) implements Word {

    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    public ForumId {
        Word.require(text, PATTERN, "a forum's id");
    }

    public static ForumId parse(String text) {
        return new ForumId(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
