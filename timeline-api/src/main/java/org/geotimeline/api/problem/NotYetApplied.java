package org.geotimeline.api.problem;

/** The view has not applied the position of the question within the time that a question waits. */
public final class NotYetApplied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotYetApplied(String view, long wanted, long applied) {
        super("view %s has applied position %d, and the question needs position %d; ask again in a moment"
                .formatted(view, applied, wanted));
    }
}
