package org.geotimeline.act;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * An act as it stands in the ledger.
 *
 * @param position its place; the first is 1
 * @param recordedAt when the store appended it, to the microsecond
 * @param body the act as JSON of today's version
 */
public record Recorded(long position, Instant recordedAt, ActType type, Act act, ObjectNode body) {

    /** From when on questions see it: never later than its recording. */
    public Instant known() {
        return act.known().map(k -> k.asRecorded(recordedAt)).orElse(recordedAt);
    }

    public ActId id() {
        return act.id();
    }

    boolean visible(Instant knownAt, long upTo) {
        return position <= upTo && !known().isAfter(knownAt);
    }
}
