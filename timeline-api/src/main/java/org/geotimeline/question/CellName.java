package org.geotimeline.question;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The name of the cell that a row shows, made from the template of its question. */
final class CellName {

    private static final Pattern FIELD = Pattern.compile("\\{(\\w+)}");

    private CellName() {}

    static List<String> fields(String template) {
        return FIELD.matcher(template).results().map(m -> m.group(1)).toList();
    }

    static String of(String template, JsonNode row) {
        return FIELD.matcher(template)
                .replaceAll(field ->
                        Matcher.quoteReplacement(row.path(field.group(1)).asString("-")));
    }
}
