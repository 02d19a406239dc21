package org.geotimeline.projection.acts;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import org.geotimeline.projection.query.Wording;
import org.geotimeline.text.Folding;

/**
 * Words as the full-text index of PostgreSQL holds them. They are written as its own literals, so that neither the parser nor the
 * locale of the database changes a word. The index has no places of words; {@link Wording} finds phrases.
 */
final class SearchedWords {

    /** The index takes a megabyte of an act, and words of two kilobytes. */
    private static final int MAX_BYTES = 1_000_000;

    private static final int MAX_WORD_BYTES = 1_000;

    private SearchedWords() {}

    /** The literal of the words of these texts, each once; as many as the index takes. */
    static String index(Collection<String> texts) {
        var words = new LinkedHashSet<String>();
        int bytes = 0;
        for (String text : texts) {
            for (String spelling : Folding.spellings(text)) {
                for (String word : spelling.split(" ")) {
                    String entry = entry(word);
                    if (!words.contains(entry)) {
                        bytes += entry.getBytes(StandardCharsets.UTF_8).length;
                        if (bytes > MAX_BYTES) {
                            return literal(words);
                        }
                        words.add(entry);
                    }
                }
            }
        }
        return literal(words);
    }

    private static String literal(Collection<String> words) {
        return words.stream().map(word -> "'" + word + "'").collect(joining(" "));
    }

    /** The literal of a query for all words of a text, of which the last one may be the beginning of a word. */
    static String query(String text) {
        return Arrays.stream(text.split(" "))
                .map(word -> "'" + entry(word) + "'")
                .collect(joining(" & ", "(", ":*)"));
    }

    /** The beginning of a word that has more bytes than an entry. */
    private static String entry(String word) {
        if (word.length() <= MAX_WORD_BYTES / 3) {
            return word;
        }
        var beginning = new StringBuilder();
        int bytes = 0;
        for (int c : word.codePoints().toArray()) {
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes > MAX_WORD_BYTES) {
                break;
            }
            beginning.appendCodePoint(c);
        }
        return beginning.toString();
    }
}
