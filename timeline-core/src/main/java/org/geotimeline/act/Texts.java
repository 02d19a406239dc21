package org.geotimeline.act;

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
        byLanguage = java.util.Collections.unmodifiableSortedMap(byLanguage);
    }

    static void requireTag(String tag) {
        try {
            if (!new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty()) {
                return;
            }
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a language tag (BCP 47), as en, ru or ps".formatted(tag), e);
        }
        throw new IllegalArgumentException("'%s' is not a language tag (BCP 47), as en, ru or ps".formatted(tag));
    }
}
