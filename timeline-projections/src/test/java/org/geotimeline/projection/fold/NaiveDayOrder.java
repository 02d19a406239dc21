package org.geotimeline.projection.fold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * The order of precedence by definition: of two things of one day a link decides, else their moments, else their
 * instruments; a decision that would close a circle with decisions of its own kind or of a stronger one is none. Every order
 * that no decision forbids is tried.
 */
public final class NaiveDayOrder<T> {

    private final Map<T, Set<T>> before = new IdentityHashMap<>();
    private boolean circles;

    /**
     * @param oneDay whether two may be of one day
     * @param kinds whether the first comes before the second, by each kind of decision, the strongest first
     */
    public NaiveDayOrder(List<T> all, BiPredicate<T, T> oneDay, List<BiPredicate<T, T>> kinds) {
        all.forEach(one -> before.put(one, identities()));
        for (BiPredicate<T, T> kind : kinds) {
            Map<T, Set<T>> decided = new IdentityHashMap<>();
            before.forEach((one, first) -> {
                Set<T> copy = identities();
                copy.addAll(first);
                decided.put(one, copy);
            });
            for (T a : all) {
                for (T b : all) {
                    if (oneDay.test(a, b)
                            && kind.test(a, b)
                            && !of(before, a).contains(b)
                            && !of(before, b).contains(a)) {
                        of(decided, b).add(a);
                    }
                }
            }
            for (T b : all) {
                for (T a : of(decided, b)) {
                    if (leads(a, b, decided, identities())) {
                        circles = true;
                    } else {
                        of(before, b).add(a);
                    }
                }
            }
        }
    }

    private static <T> Set<T> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static <T> Set<T> of(Map<T, Set<T>> sets, T one) {
        return Objects.requireNonNull(sets.get(one));
    }

    /** Whether some decisions contradicted each other. */
    public boolean circles() {
        return circles;
    }

    /** Whether the one has to come, through others, after the other. */
    private boolean leads(T one, T other, Map<T, Set<T>> decided, Set<T> seen) {
        return of(decided, one).contains(other)
                || of(decided, one).stream().anyMatch(m -> seen.add(m) && leads(m, other, decided, seen));
    }

    /** Every order of those that are on one day. */
    public void each(List<T> today, Consumer<List<T>> trying) {
        each(today, new ArrayList<>(), trying);
    }

    private void each(List<T> left, List<T> taken, Consumer<List<T>> trying) {
        if (left.isEmpty()) {
            trying.accept(List.copyOf(taken));
            return;
        }
        for (T next : left) {
            if (left.stream().noneMatch(m -> of(before, next).contains(m))) {
                var rest = new ArrayList<>(left);
                rest.remove(next);
                taken.add(next);
                each(rest, taken, trying);
                taken.remove(taken.size() - 1);
            }
        }
    }
}
