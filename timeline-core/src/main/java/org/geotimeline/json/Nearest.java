package org.geotimeline.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names that may have been meant by one that is unknown. */
public final class Nearest {

    private static final int MAX_NAMES = 3;
    private static final int MAX_DISTANCE = 8;
    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(MAX_DISTANCE);

    private Nearest() {}

    /** At most three names, nearest first; names that begin with the unknown one come first. */
    public static List<String> to(String unknown, Collection<String> names) {
        String wanted = unknown.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, unknown.length() / 2);
        record Candidate(String name, int distance) {}
        return names.stream()
                .map(name -> new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(c -> c.distance() <= limit)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MAX_NAMES)
                .map(Candidate::name)
                .toList();
    }

    private static int distance(String wanted, String name) {
        int distance = DISTANCE.apply(wanted, name);
        if (distance < 0) {
            distance = Integer.MAX_VALUE;
        }
        return name.startsWith(wanted) ? 1 : distance;
    }
}
