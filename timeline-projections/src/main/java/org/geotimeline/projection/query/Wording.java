package org.geotimeline.projection.query;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The words of a text as search sees them: letters and digits, without case and accents, one blank between two words.
 *
 * @param text with a blank before the first and after the last word
 */
public record Wording(String text) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    /** The fields of an act that are searched. */
    private static final List<String> FIELDS =
            List.of("title", "note", "quotes", "names", "name", "person", "persons", "instrument", "city", "reports");

    /** Maximum number of words of a query; each is looked for in the index. */
    static final int MOST_WORDS = 40;

    public static Wording of(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return new Wording(" "
                + GAP.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip() + " ");
    }

    /** The words of an act: titles, notes, quotes, names and what its reports say. */
    public static Wording of(JsonNode act) {
        return of(String.join(" | ", texts(act)));
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
     * The parts of a query, at least one, each once: what stands between quotation marks is one, every other word is one.
     *
     * @throws BadQuestion where it has no word, or more than {@value #MOST_WORDS}
     */
    public static List<String> parts(String query) {
        var parts = new LinkedHashSet<String>();
        Matcher quoted = QUOTED.matcher(query);
        var rest = new StringBuilder();
        while (quoted.find()) {
            parts.add(of(quoted.group(1)).text().strip());
            quoted.appendReplacement(rest, " ");
        }
        quoted.appendTail(rest);
        for (String word : of(rest.toString()).text().strip().split(" ")) {
            parts.add(word);
        }
        parts.remove("");
        if (parts.isEmpty()) {
            throw new BadQuestion("q", "there is no word to look for in '%s'".formatted(query));
        }
        int words = parts.stream().mapToInt(part -> part.split(" ").length).sum();
        if (words > MOST_WORDS) {
            throw new BadQuestion("q", "at most %d words are looked for at once, not %d".formatted(MOST_WORDS, words));
        }
        return List.copyOf(parts);
    }

    /** Whether every part of the query is there; a word also where only the beginning of a longer one is. */
    public boolean has(String query) {
        return parts(query).stream().allMatch(part -> text.contains(" " + part));
    }
}
