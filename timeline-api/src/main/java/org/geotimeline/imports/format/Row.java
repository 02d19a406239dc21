package org.geotimeline.imports.format;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as its file has it.
 *
 * @param line where it begins; the first is 1
 * @param original its text, which can be mended and sent again
 * @param fields by name; below an element of XML by path
 * @param fault what is wrong with it as a whole
 */
public record Row(
        long line,
        String original,
        Map<String, List<String>> fields,
        @Nullable Unreadable fault) {

    /** Stands for acts that come from no row of the file. */
    public static final Row NONE = new Row(0, "", Map.of(), null);

    /** The field without white space around it; empty where it is absent. */
    String one(String field) {
        List<String> texts = all(field);
        return texts.isEmpty() ? "" : texts.getFirst();
    }

    /** All of its texts that say something, with single spaces. */
    List<String> all(String field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(text -> text.strip().replaceAll("\\s+", " "))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The field, which must say something. */
    String required(String field) throws Unreadable {
        String text = one(field);
        if (text.isEmpty()) {
            throw new Unreadable(field, "%s is empty".formatted(field));
        }
        return text;
    }
}
