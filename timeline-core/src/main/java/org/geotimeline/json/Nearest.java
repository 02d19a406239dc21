package org.geotimeline.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.geotimeline.text.Folding;

/** Names that may have been meant by one that is unknown. */
public final class Nearest {

    private static final int MAX_NAMES = 3;
    private static final int MAX_DISTANCE = 8;
    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(MAX_DISTANCE);

    private Nearest() {}

    /** At most three names, nearest first; names that begin with the unknown one come first. */
    public static List<String> to(String unknown, Collection<String> names) {
        return among(
                unknown, names.stream().distinct().collect(Collectors.toMap(Function.identity(), List::of)), MAX_NAMES);
    }

    /**
     * The ids of things of which one name is near, nearest first.
     *
     * @param names the names of each thing, by its id
     */
    public static List<String> among(String unknown, Map<String, ? extends Collection<String>> names, int max) {
        String wanted = Folding.fold(unknown);
        int limit = Math.max(2, unknown.length() / 2);
        record Candidate(String id, int distance) {}
        return names.entrySet().stream()
                .map(thing -> new Candidate(thing.getKey(), distance(wanted, thing.getValue())))
                .filter(candidate -> candidate.distance() <= limit)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::id))
                .limit(max)
                .map(Candidate::id)
                .toList();
    }

    private static int distance(String wanted, Collection<String> names) {
        return names.stream()
                .mapToInt(name -> distance(wanted, Folding.fold(name)))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static int distance(String wanted, String name) {
        if (name.startsWith(wanted)) {
            return name.length() == wanted.length() ? 0 : 1;
        }
        int distance = DISTANCE.apply(wanted, name);
        return distance < 0 ? Integer.MAX_VALUE : distance;
    }
}
