package org.geotimeline.projection.runtime;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.geotimeline.act.Act;
import org.geotimeline.act.Revision;
import org.geotimeline.projection.runtime.LatestListing.Begun;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The contract of all projections, on the projection of the tests and with an oracle that knows no sweep. */
class LatestListingTest extends ProjectionContract {

    @Override
    protected Projection projection() {
        return new LatestListing();
    }

    @Override
    protected List<Act> history(Random random) {
        return ListingHistories.random(random, 2 + random.nextInt(20));
    }

    @Override
    protected int histories() {
        return 800;
    }

    @Override
    protected @Nullable JsonNode expected(
            Projection projection,
            Timeline timeline,
            String cell,
            List<Revision> visible,
            LocalDate validAt,
            Instant knownAt) {
        return cell.equals("status")
                ? status(LatestListing.begun(timeline, visible), validAt)
                : super.expected(projection, timeline, cell, visible, validAt, knownAt);
    }

    /** By definition: every choice of days; what may hold if the latest act wins. */
    private static @Nullable JsonNode status(List<Begun> acts, LocalDate day) {
        var values = new TreeSet<String>();
        var ids = new TreeSet<String>();
        for (Begun a : acts) {
            LocalDate latest = a.hi().isBefore(day) ? a.hi() : day;
            if (!a.lo().isAfter(day) && acts.stream().allMatch(b -> mayPrecede(b, a, latest, day))) {
                values.add(a.value());
                ids.add(a.id());
            }
        }
        if (acts.stream().allMatch(a -> a.hi().isAfter(day))) {
            values.add(LatestListing.NO_DATA);
        }
        JsonNode answer = LatestListing.answer(values, ids);
        return answer.isNull() ? null : answer;
    }

    private static boolean mayPrecede(Begun b, Begun a, LocalDate latest, LocalDate day) {
        return b.hi().isAfter(day)
                || b.lo().isBefore(latest)
                || (b.lo().equals(latest) && b.position() <= a.position());
    }
}
