package org.geotimeline.projection.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question, which always says under which clocks it is true.
 *
 * @param rulebook the version that it was interpreted by; null where the question needs none
 * @param view which projection answered, and how far it had read
 * @param summary the answer in one sentence, with its clocks
 * @param complete whether {@code rows} is all there is
 * @param next the cursor of the next page; null on the last
 * @param totals the totals of all rows together, on whatever pages they are: counts as [at least, at most], facets; null
 *     where nothing is
 * @param understood the ids of the registered things that the question names otherwise, by parameter; null if it names none so
 */
public record Answer<R>(
        AsOf asOf,
        @Nullable String rulebook,
        View view,
        String summary,
        List<R> rows,
        boolean complete,
        @Nullable String next,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object totals,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> understood)
        implements UnderClocks {

    public Answer(
            AsOf asOf,
            @Nullable String rulebook,
            View view,
            String summary,
            List<R> rows,
            boolean complete,
            @Nullable String next,
            @Nullable Object totals) {
        this(asOf, rulebook, view, summary, rows, complete, next, totals, null);
    }

    public Answer(
            AsOf asOf,
            @Nullable String rulebook,
            View view,
            String summary,
            List<R> rows,
            boolean complete,
            @Nullable String next) {
        this(asOf, rulebook, view, summary, rows, complete, next, null);
    }

    /** The same answer to a question that names things otherwise than by these ids. */
    public Answer<R> with(Map<String, String> ids) {
        return new Answer<>(asOf, rulebook, view, summary, rows, complete, next, totals, ids);
    }

    /** @param checkpoint the position of the last event that the projection has applied */
    public record View(String name, String version, long checkpoint) {

        /** @param named the view with its version, {@code stance_v2} */
        public static View of(String named, long checkpoint) {
            int at = named.lastIndexOf("_v");
            return new View(named.substring(0, at), named.substring(at + 1), checkpoint);
        }
    }
}
