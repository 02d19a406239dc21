package org.geotimeline.cli.screen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One thing with its fields: short ones as a list of names and values, lists of objects as tables below. */
public final class FieldList {

    private final Screen screen;

    public FieldList(Screen screen) {
        this.screen = screen;
    }

    /** @param without fields that are shown elsewhere */
    public void show(JsonNode thing, Set<String> without) {
        var fields = new LinkedHashMap<String, String>();
        var tables = new LinkedHashMap<String, JsonNode>();
        for (Map.Entry<String, JsonNode> field : thing.properties()) {
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

    /** Parties are short enough for one line; whatever says more than an id and a role gets a table. */
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
        var rows = new ArrayList<JsonNode>();
        items.forEach(rows::add);
        new Table(screen, columns(names)).show(rows);
    }

    private static List<Table.Column> columns(Set<String> names) {
        return names.stream()
                .map(name -> new Table.Column(JsonText.plain(name), row -> JsonText.of(row, name)))
                .toList();
    }

    /** Texts and whole objects stand last in their line, where they may be as long as they like. */
    private static boolean isLong(JsonNode value) {
        return value.isContainer() || JsonText.of(value).length() > 60;
    }
}
