package org.geotimeline.act;

import java.util.Set;

/**
 * What a rule must know before it can decide: the events that carry this tag and are of one of these types (qualified
 * stored names; empty means all). It is the consistency boundary of the decision: nothing that matches may be appended
 * between the reading and the append.
 */
public record EventQuery(String tag, Set<String> types) {

    /** Whether it asks for an act that was found where such acts may stand; acts about one always come with it. */
    public boolean means(Recorded found) {
        boolean typed = types.isEmpty() || types.contains(found.type().qualifiedName());
        return found.act().about() instanceof Saying
                || (typed && (found.act().tags().contains(tag) || tag.equals("act:" + found.id())));
    }
}
