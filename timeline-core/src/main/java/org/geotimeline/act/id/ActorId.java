package org.geotimeline.act.id;

import org.geotimeline.json.Word;

/** The name of a registered actor: {@code RUS}, {@code TAL}. */
public record ActorId(String text) implements Word {

    static final Form FORM = Form.ID;

    public ActorId {
        Word.require(text, FORM, "an actor's id");
    }

    public static ActorId parse(String text) {
        return new ActorId(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
