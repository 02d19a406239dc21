package org.geotimeline.act;

/** The name of a registered actor: {@code RUS}, {@code TAL}. */
public record ActorId(String text) implements Word {

    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    public ActorId {
        Word.require(text, PATTERN, "an actor's id");
    }

    public static ActorId parse(String text) {
        return new ActorId(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
