package org.geotimeline.act;

import java.util.Set;

/**
 * What a rule must know before it can decide: the events that carry this tag and are of one of these types (qualified
 * stored names; empty means all). It is the consistency boundary of the decision: nothing that matches may be appended
 * between the reading and the append.
 */
public record EventQuery(String tag, Set<String> types) {

    /**
     * Whether the query asks for this act, which was found under stored names and tags that may match more than the query. A
     * knowledge act always matches, because it is read together with the act that it is about.
     */
    public boolean means(Recorded found) {
        boolean typed = types.isEmpty() || types.contains(found.type().qualifiedName());
        return found.act().about() instanceof Saying
                || (typed && (found.act().tags().contains(tag) || tag.equals("act:" + found.id())));
    }
}
