package org.geotimeline.act;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.geotimeline.act.id.ActId;
import tools.jackson.databind.node.ObjectNode;

/**
 * An act as it stands in the ledger.
 *
 * @param position the place of its event; the first is 1
 * @param recordedAt when the store appended it, to the microsecond
 * @param body the act as JSON of the current version
 * @param origin the stored form, if its body is another than the current one
 */
public record Recorded(
        long position, Instant recordedAt, ActType type, Act act, ObjectNode body, Optional<Origin> origin) {

    /** In the order of the ledger; acts of one event in the order in which it is read as them. */
    public static final Comparator<Recorded> ORDER =
            Comparator.comparingLong(Recorded::position).thenComparingInt(Recorded::part);

    /**
     * The stored form that a current act was lifted from.
     *
     * @param acts all acts that the event is read as; the first has the id that is stored
     */
    public record Origin(StoredBody stored, List<ActId> acts) {}

    public Recorded(long position, Instant recordedAt, ActType type, Act act, ObjectNode body) {
        this(position, recordedAt, type, act, body, Optional.empty());
    }

    /** From when on questions see it: never later than its recording. */
    public Instant known() {
        return act.known().map(k -> k.asRecorded(recordedAt)).orElse(recordedAt);
    }

    public ActId id() {
        return act.id();
    }

    /** The stored id: an act about it is about every act that the event decodes to. */
    public ActId whole() {
        return origin.map(o -> o.acts().getFirst()).orElse(id());
    }

    /** All acts that its event is read as. */
    public List<ActId> siblings() {
        return origin.map(Origin::acts).orElseGet(() -> List.of(id()));
    }

    private int part() {
        return origin.map(o -> o.acts().indexOf(id())).orElse(0);
    }

    public boolean visible(Instant knownAt, long upTo) {
        return position <= upTo && !known().isAfter(knownAt);
    }
}
