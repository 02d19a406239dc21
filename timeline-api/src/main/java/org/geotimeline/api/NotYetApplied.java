package org.geotimeline.api;

/** A question is pinned to a position that the answering view has not reached within the time that it may wait. */
final class NotYetApplied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotYetApplied(String view, long wanted, long applied) {
        super("view %s has applied %d positions, and the question is pinned to %d; ask again in a moment"
                .formatted(view, applied, wanted));
    }
}
