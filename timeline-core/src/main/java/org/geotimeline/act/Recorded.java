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
 * @param position the position of its event, from 1 on
 * @param recordedAt when the store appended it, to the microsecond
 * @param body the act as JSON in the current version of its type
 * @param origin the stored event, if its body is not the current one
 */
public record Recorded(
        long position, Instant recordedAt, ActType type, Act act, ObjectNode body, Optional<Origin> origin) {

    /** In the order of the ledger; acts of one event in the order in which it decodes to them. */
    public static final Comparator<Recorded> ORDER =
            Comparator.comparingLong(Recorded::position).thenComparingInt(Recorded::part);

    /**
     * The stored event that an act was lifted from.
     *
     * @param acts the ids of all acts that the event decodes to; the first is the stored id
     */
    public record Origin(StoredBody stored, List<ActId> acts) {}

    public Recorded(long position, Instant recordedAt, ActType type, Act act, ObjectNode body) {
        this(position, recordedAt, type, act, body, Optional.empty());
    }

    /** The instant from which questions see the act; never later than its recording. */
    public Instant known() {
        return act.known().map(k -> k.asRecorded(recordedAt)).orElse(recordedAt);
    }

    public ActId id() {
        return act.id();
    }

    /** The stored id; a knowledge act about it is about every act that the event decodes to. */
    public ActId whole() {
        return origin.map(o -> o.acts().getFirst()).orElse(id());
    }

    /** The ids of all acts that its event decodes to. */
    public List<ActId> siblings() {
        return origin.map(Origin::acts).orElseGet(() -> List.of(id()));
    }

    private int part() {
        return origin.map(o -> o.acts().indexOf(id())).orElse(0);
    }

    /** Whether a question at these clocks sees the act. */
    public boolean visible(Instant knownAt, long upTo) {
        return position <= upTo && !known().isAfter(knownAt);
    }
}
