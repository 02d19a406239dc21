package org.geotimeline.projection.fold;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.engagement.EngagementAct;
import org.geotimeline.act.engagement.Seat;
import org.geotimeline.act.knowledge.KnowledgeAct.ActCorrected;
import org.geotimeline.time.Known;

/** When the seats of a round are known: with the round or the correction that brings them, unless their own source came later. */
public final class SeatsKnown {

    private SeatsKnown() {}

    /** The known times of the seats that an event brings, beside its own. */
    public static List<Instant> in(Recorded event) {
        return switch (event.act()) {
            case EngagementAct act ->
                act.seats().stream()
                        .map(Seat::known)
                        .filter(Objects::nonNull)
                        .map(known -> known.asRecorded(event.recordedAt()))
                        .toList();
            case ActCorrected correction ->
                correction
                        .changes()
                        .path("seats")
                        .valueStream()
                        .filter(seat -> seat.path("known").isString())
                        .map(seat -> Known.parse(seat.path("known").asString()).asRecorded(event.recordedAt()))
                        .toList();
            default -> List.of();
        };
    }

    /** The seats of an act of meeting that are known then. */
    public static Stream<Seat> of(Revision held, Instant knownAt) {
        Instant recorded = recorded(held);
        return ((EngagementAct) held.act()).seats().stream().filter(seat -> {
            Known own = seat.known();
            return own == null || !own.asRecorded(recorded).isAfter(knownAt);
        });
    }

    /** When the seats as they stand were recorded: with the round, or by the correction that wins. */
    private static Instant recorded(Revision held) {
        Instant recorded = held.recorded().recordedAt();
        for (Recorded said : held.sayings()) {
            if (said.act() instanceof ActCorrected correction
                    && correction.changes().has("seats")) {
                recorded = said.recordedAt();
            }
        }
        return recorded;
    }
}
