package org.geotimeline.imports.format;

import java.util.List;
import java.util.Map;
import org.geotimeline.text.Visible;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file.
 *
 * @param line the number of the line at which the row begins, from 1
 * @param original the text of the row, which can be corrected and sent again
 * @param fields the texts by the name of their column, or by their path below an element of XML
 * @param fault what is wrong with the row as a whole; null for nothing
 */
public record Row(
        long line,
        String original,
        Map<String, List<String>> fields,
        @Nullable Unreadable fault) {

    /** Stands for acts that come from no row of the file. */
    public static final Row NONE = new Row(0, "", Map.of(), null);

    /** The first text of the field without white space around it; empty if the field is absent. */
    String one(String field) {
        List<String> texts = all(field);
        return texts.isEmpty() ? "" : texts.getFirst();
    }

    /** All texts of the field that can be seen, with single spaces; white space of any kind around them is not part of them. */
    List<String> all(String field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(Visible::trimmed)
                .filter(text -> !Visible.isBlank(text))
                .toList();
    }

    /** @throws Unreadable if the field is blank or absent */
    String required(String field) throws Unreadable {
        String text = one(field);
        if (text.isEmpty()) {
            throw new Unreadable(field, "%s is empty".formatted(field));
        }
        return text;
    }
}
