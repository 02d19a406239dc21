package org.geotimeline.act.id;

import org.geotimeline.json.Word;

/** The name of a registered list: {@code kaz-national}. */
public record ListId(String text) implements Word {

    static final Form FORM = Form.ID;

    public ListId {
        Word.require(text, FORM, "a list's id");
    }

    public static ListId parse(String text) {
        return new ListId(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
