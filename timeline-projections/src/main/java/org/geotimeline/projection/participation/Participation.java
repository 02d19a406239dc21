package org.geotimeline.projection.participation;

import java.util.List;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.UnderClocks;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;

/**
 * Who sat in the rounds of a forum.
 *
 * @param rows one a seat
 * @param years with {@code by=year}: every year from the first round to the last, those without one too
 */
public record Participation(
        AsOf asOf,
        @Nullable String rulebook,
        Answer.View view,
        String summary,
        String forum,
        List<SeatRow> rows,
        @Nullable List<Year> years,
        boolean complete,
        @Nullable String next)
        implements UnderClocks {

    /**
     * One year of a forum.
     *
     * @param rounds ids of the rounds held
     * @param said {@code no round} where none was held, as far as is recorded
     * @param counted hosts and participants that were surely there, as a lower bound
     * @param possibly those and the ones that may have been there, as an upper bound of what is recorded
     */
    public record Year(int year, List<String> rounds, String said, int counted, int possibly) {}
}
