package org.geotimeline.act;

/** The name of a registered dataset: {@code afghanistan}. */
public record DatasetId(String text) implements Word {

    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    public DatasetId {
        Word.require(text, PATTERN, "a dataset's id");
    }

    public static DatasetId parse(String text) {
        return new DatasetId(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
