package org.geotimeline.cli.screen;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Shows a JSON object: short fields as a list of names and values, lists of objects as tables below. */
public final class FieldList {

    private static final int MAX_SHORT_CHARS = 60;

    private final Screen screen;

    public FieldList(Screen screen) {
        this.screen = screen;
    }

    /** @param without the names of fields to leave out */
    public void show(JsonNode object, Set<String> without) {
        var fields = new LinkedHashMap<String, String>();
        var tables = new LinkedHashMap<String, JsonNode>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (without.contains(field.getKey())) {
                continue;
            }
            if (isTable(field.getValue())) {
                tables.put(field.getKey(), field.getValue());
            } else if (!JsonText.of(field.getValue()).isEmpty()) {
                fields.put(field.getKey(), JsonText.of(field.getValue()));
            }
        }
        int width = fields.keySet().stream().mapToInt(String::length).max().orElse(0);
        fields.forEach(
                (name, value) -> screen.line(screen.faint(name) + " ".repeat(width - name.length()) + "  " + value));
        tables.forEach(this::table);
    }

    /** Objects with more than an id and a role get a table; parties fit on one line. */
    private static boolean isTable(JsonNode value) {
        if (!value.isArray() || value.isEmpty() || !value.get(0).isObject()) {
            return false;
        }
        for (JsonNode item : value) {
            for (Map.Entry<String, JsonNode> field : item.properties()) {
                if (!field.getKey().equals("id") && !field.getKey().equals("role")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Shows a list of objects as a table below its heading. */
    public void table(String heading, JsonNode items) {
        var names = new LinkedHashSet<String>();
        var texts = new LinkedHashSet<String>();
        for (JsonNode item : items) {
            item.properties().forEach(field -> (isLong(field.getValue()) ? texts : names).add(field.getKey()));
        }
        names.removeAll(texts);
        names.addAll(texts);
        screen.line("");
        screen.line(screen.strong(JsonText.plain(heading)));
        new Table(screen, columns(names)).show(items);
    }

    private static List<Table.Column> columns(Set<String> names) {
        return names.stream()
                .map(name -> new Table.Column(JsonText.plain(name), row -> JsonText.of(row, name)))
                .toList();
    }

    /** Long texts and whole objects go last in a line, where their length does no harm. */
    private static boolean isLong(JsonNode value) {
        return value.isContainer() || JsonText.of(value).length() > MAX_SHORT_CHARS;
    }
}
