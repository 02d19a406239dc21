package org.geotimeline.act;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.geotimeline.act.id.ActId;
import tools.jackson.databind.node.ObjectNode;

/**
 * One state of our knowledge of an act, as the clocks show it.
 *
 * @param act the act with every visible correction and confirmation in it
 * @param body the same as JSON
 * @param recorded how it was first recorded
 * @param known the instant from which the act was known at all
 * @param standing whether it still stands
 * @param mergedInto the act that it turned out to be
 * @param marks {@code disputed}, {@code approximate}, {@code uncertain}, {@code unanchored}, {@code unapplied}
 * @param sayings the visible knowledge acts about it, by known time, then position
 */
public record Revision(
        Act act,
        ObjectNode body,
        Recorded recorded,
        Instant known,
        Standing standing,
        Optional<ActId> mergedInto,
        Set<String> marks,
        List<Recorded> sayings) {

    /** Only an act that stands moves an answer. */
    public enum Standing {
        STANDS,
        RETRACTED,
        MERGED,
        SPLIT
    }

    public ActId id() {
        return act.id();
    }

    public ActType type() {
        return recorded.type();
    }

    public long position() {
        return recorded.position();
    }

    public boolean stands() {
        return standing == Standing.STANDS;
    }

    /** The same without the knowledge acts about it, which may be many. */
    public Revision withoutSayings() {
        return new Revision(act, body, recorded, known, standing, mergedInto, marks, List.of());
    }

    /** What the act has in common with other diplomatic acts; empty for registrations and knowledge acts. */
    public Optional<Circumstances> circumstances() {
        return act.about() instanceof Circumstances c ? Optional.of(c) : Optional.empty();
    }
}
