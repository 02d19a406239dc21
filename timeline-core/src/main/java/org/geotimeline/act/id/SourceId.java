package org.geotimeline.act.id;

import org.geotimeline.json.Word;

/** The name of a registered source: {@code tass-1852067}. */
public record SourceId(String text) implements Word {

    static final Form FORM = Form.ID;

    public SourceId {
        Word.require(text, FORM, "a source's id");
    }

    public static SourceId parse(String text) {
        return new SourceId(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
