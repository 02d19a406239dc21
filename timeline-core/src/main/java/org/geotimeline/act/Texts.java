package org.geotimeline.act;

import java.util.Collections;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A text in one or more languages, keyed by BCP-47 tag: {@code {"en": "…", "ru": "…"}}. */
public record Texts(SortedMap<String, String> byLanguage) {

    public Texts(Map<String, String> byLanguage) {
        this((SortedMap<String, String>) new TreeMap<>(byLanguage));
    }

    public Texts {
        if (byLanguage.isEmpty()) {
            throw new IllegalArgumentException("a text has at least one language, as in {\"en\": \"…\"}");
        }
        byLanguage.keySet().forEach(Texts::requireTag);
        byLanguage = Collections.unmodifiableSortedMap(new TreeMap<>(byLanguage));
    }

    /**
     * Tags are written one way only, so that a text is found under its language.
     *
     * @return the tag
     * @throws IllegalArgumentException if the text is no tag, or is written in other letters than usual
     */
    public static String requireTag(String tag) {
        String usual = usual(tag);
        if (usual.isEmpty()) {
            throw new IllegalArgumentException("'%s' is not a language tag (BCP 47), as en, ru or ps".formatted(tag));
        }
        if (usual.equalsIgnoreCase(tag) && !usual.equals(tag)) {
            throw new IllegalArgumentException("the language tag '%s' is written %s".formatted(tag, usual));
        }
        return tag;
    }

    /** The tag in its usual letters; empty if it names no language. */
    private static String usual(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            return locale.getLanguage().isEmpty() ? "" : locale.toLanguageTag();
        } catch (IllformedLocaleException e) {
            return "";
        }
    }
}
