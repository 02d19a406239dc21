package org.geotimeline.projection.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.geotimeline.text.Folding;
import tools.jackson.databind.JsonNode;

/**
 * The words of a text as search sees them, in every spelling: letters and digits as {@link Folding} gives them, with one blank
 * between two words.
 *
 * @param text with a blank before the first and after the last word of each spelling, and a bar between two spellings
 */
public record Wording(String text) {

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    /** The fields of an act that are searched. */
    private static final List<String> FIELDS =
            List.of("title", "note", "quotes", "names", "name", "person", "persons", "instrument", "city", "reports");

    /** Maximum number of words of a query; each is looked for in the index. */
    static final int MOST_WORDS = 40;

    public static Wording of(String text) {
        return of(List.of(text));
    }

    /** The words of an act: titles, notes, quotes, names and what its reports say. */
    public static Wording of(JsonNode act) {
        return of(texts(act));
    }

    private static Wording of(List<String> texts) {
        return new Wording(texts.stream()
                .flatMap(text -> Folding.spellings(text).stream())
                .collect(Collectors.joining(" | ", " ", " ")));
    }

    /** The texts in which these words stand. */
    public static List<String> texts(JsonNode act) {
        var texts = new ArrayList<String>();
        FIELDS.forEach(field -> texts(act.path(field), texts));
        return texts;
    }

    private static void texts(JsonNode node, List<String> texts) {
        if (node.isString()) {
            texts.add(node.stringValue());
        } else if (node.isObject()) {
            node.properties().forEach(field -> {
                if (!NO_TEXT.contains(field.getKey())) {
                    texts(field.getValue(), texts);
                }
            });
        } else {
            node.forEach(one -> texts(one, texts));
        }
    }

    private static final List<String> NO_TEXT = List.of(
            "id",
            "type",
            "lang",
            "kind",
            "valid",
            "known",
            "knownAt",
            "recordedAt",
            "dataset",
            "source",
            "act",
            "verdict");

    /**
     * The parts of a query, at least one, each once, with all its spellings, the usual one first: what stands between quotation
     * marks is one part, and every other word is one.
     *
     * @throws BadQuestion if the query has no word, or more than {@value #MOST_WORDS}
     */
    public static List<Set<String>> parts(String query) {
        var parts = new LinkedHashMap<String, Set<String>>();
        Matcher quoted = QUOTED.matcher(query);
        var rest = new StringBuilder();
        while (quoted.find()) {
            add(Folding.spellings(quoted.group(1)), parts);
            quoted.appendReplacement(rest, " ");
        }
        quoted.appendTail(rest);
        Folding.words(rest.toString()).forEach(word -> add(Folding.spellings(word), parts));
        if (parts.isEmpty()) {
            throw new BadQuestion("q", "there is no word to look for in '%s'".formatted(query));
        }
        int words =
                parts.keySet().stream().mapToInt(part -> part.split(" ").length).sum();
        if (words > MOST_WORDS) {
            throw new BadQuestion("q", "at most %d words are looked for at once, not %d".formatted(MOST_WORDS, words));
        }
        return List.copyOf(parts.values());
    }

    private static void add(Set<String> spellings, LinkedHashMap<String, Set<String>> parts) {
        if (!spellings.isEmpty()) {
            parts.putIfAbsent(spellings.iterator().next(), spellings);
        }
    }

    /** Whether every part of the query is there; a word also where only the beginning of a longer one is. */
    public boolean has(String query) {
        return parts(query).stream().allMatch(this::hasAny);
    }

    private boolean hasAny(Set<String> spellings) {
        return spellings.stream().anyMatch(spelling -> text.contains(" " + spelling));
    }
}
