package org.geotimeline.api.problem;

/** A question is pinned to a position that the answering view has not reached within the time that it may wait. */
public final class NotYetApplied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotYetApplied(String view, long wanted, long applied) {
        super("view %s has applied %d positions, and the question is pinned to %d; ask again in a moment"
                .formatted(view, applied, wanted));
    }
}
