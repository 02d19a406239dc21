package org.geotimeline.act.id;

import org.geotimeline.json.Word;

/** The name of a registered forum: {@code moscow-format}. */
public record ForumId(String text) implements Word {

    static final Form FORM = Form.ID;

    public ForumId {
        Word.require(text, FORM, "a forum's id");
    }

    public static ForumId parse(String text) {
        return new ForumId(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
