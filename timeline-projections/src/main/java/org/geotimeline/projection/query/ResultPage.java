package org.geotimeline.projection.query;

import java.util.List;
import java.util.function.Function;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;

/**
 * A part of a sorted list.
 *
 * @param complete whether the list ends here
 * @param next the cursor of what follows; null where nothing does
 */
public record ResultPage<R>(
        List<R> rows, boolean complete, @Nullable String next) {

    /** The most rows that one page holds, and how many it holds where the question does not say. */
    public static final int MOST = 1_000;

    /** @throws BadQuestion where the limit is not between 1 and {@link #MOST} */
    public static int limit(@Nullable Integer asked) {
        int limit = asked == null ? MOST : asked;
        if (limit < 1 || limit > MOST) {
            throw new BadQuestion("limit", "limit is between 1 and %d, not %d".formatted(MOST, limit));
        }
        return limit;
    }

    /**
     * The page that follows a cursor.
     *
     * @param sorted the whole list, by {@code key}
     * @param key the sort key of a row; no two rows have the same
     * @param question whose rows they are, as {@link Clocks#question} says it
     */
    public static <R> ResultPage<R> of(
            List<R> sorted,
            Function<R, List<String>> key,
            @Nullable Integer limit,
            @Nullable String cursor,
            AsOf asOf,
            String question) {
        int most = limit(limit);
        List<String> after = cursor == null ? List.of() : Cursor.parse(cursor).after();
        List<R> left = sorted.stream()
                .filter(row -> after.isEmpty() || compare(key.apply(row), after) > 0)
                .limit(most + 1L)
                .toList();
        boolean complete = left.size() <= most;
        List<R> rows = complete ? left : left.subList(0, most);
        String next = complete ? null : new Cursor(asOf, question, key.apply(rows.getLast())).toString();
        return new ResultPage<>(rows, complete, next);
    }

    private static int compare(List<String> a, List<String> b) {
        if (a.size() != b.size()) {
            throw new BadQuestion("cursor", "this cursor belongs to another question");
        }
        int order = 0;
        for (int i = 0; order == 0 && i < a.size(); i++) {
            order = a.get(i).compareTo(b.get(i));
        }
        return order;
    }
}
