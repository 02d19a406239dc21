package org.geotimeline.projection.acts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotimeline.projection.query.Period;
import org.jspecify.annotations.Nullable;

/**
 * Which acts are wanted. What is absent restricts nothing; registrations and knowledge acts are only among them where
 * their type or family is asked for.
 *
 * @param actors any of them did it
 * @param valid the act may have been on one of these days
 */
record ActFilter(
        @Nullable String type,
        @Nullable String family,
        Set<String> actors,
        @Nullable String subject,
        @Nullable String forum,
        @Nullable String list,
        @Nullable String place,
        @Nullable String precision,
        @Nullable String confidence,
        @Nullable String coder,
        @Nullable String dataset,
        @Nullable String phase,
        @Nullable String standing,
        Period<LocalDate> valid,
        Period<Instant> known,
        Period<Instant> recorded) {

    /** The tags that an act must have borne at some time to be wanted: one of each set. */
    List<Set<String>> tags() {
        var tags = new ArrayList<Set<String>>();
        add(tags, "type:", type);
        add(tags, "family:", family);
        add(tags, "actor:", subject);
        add(tags, "forum:", forum);
        add(tags, "list:", list);
        if (!actors.isEmpty()) {
            tags.add(actors.stream().map(a -> "actor:" + a).collect(Collectors.toSet()));
        }
        return tags;
    }

    private static void add(List<Set<String>> tags, String kind, @Nullable String value) {
        if (value != null) {
            tags.add(Set.of(kind + value));
        }
    }
}
