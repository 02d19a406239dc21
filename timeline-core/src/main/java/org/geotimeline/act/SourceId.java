package org.geotimeline.act;

/** The name of a registered source: {@code tass-1852067}. */
public record SourceId(String text) implements Word {

    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    public SourceId {
        Word.require(text, PATTERN, "a source's id");
    }

    public static SourceId parse(String text) {
        return new SourceId(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
