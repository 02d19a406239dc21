package org.geotimeline.act.id;

import org.geotimeline.json.Word;

/** The name of a registered dataset: {@code afghanistan}. */
public record DatasetId(String text) implements Word {

    static final Form FORM = Form.ID;

    public DatasetId {
        Word.require(text, FORM, "a dataset's id");
    }

    public static DatasetId parse(String text) {
        return new DatasetId(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
