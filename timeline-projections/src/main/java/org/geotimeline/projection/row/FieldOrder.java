package org.geotimeline.projection.row;

import java.util.Comparator;
import java.util.List;

/** The order of the fields of a row that has the fields of an act: its record alone cannot say it. */
public final class FieldOrder {

    private static final List<String> FIRST =
            List.of("id", "type", "family", "phase", "value", "status", "level", "stage", "state", "valid", "known");
    private static final List<String> LAST = List.of("certainty", "alternatives", "since", "acts", "rule", "relations");

    private FieldOrder() {}

    /** As PostgreSQL's {@code jsonb} keeps fields: shorter names first. */
    public static final Comparator<String> SHORTER_FIRST =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    /**
     * What is asked for first, then all others by name, then why.
     *
     * @param keys the fields that come before all others
     */
    public static Comparator<String> reading(List<String> keys) {
        return Comparator.<String>comparingInt(name -> place(keys, name)).thenComparing(Comparator.naturalOrder());
    }

    private static int place(List<String> keys, String name) {
        if (keys.contains(name)) {
            return keys.indexOf(name) - keys.size() - FIRST.size();
        }
        if (FIRST.contains(name)) {
            return FIRST.indexOf(name) - FIRST.size();
        }
        return LAST.contains(name) ? 1 + LAST.indexOf(name) : 0;
    }
}
