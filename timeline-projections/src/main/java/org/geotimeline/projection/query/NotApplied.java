package org.geotimeline.projection.query;

/** A question is pinned to a position that the projection has not applied; asked again later it will be answered. */
public final class NotApplied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long applied;

    public NotApplied(String projection, long position, long applied) {
        super("%s has applied the ledger up to position %d, not %d".formatted(projection, applied, position));
        this.applied = applied;
    }

    /** The position up to which it can be asked. */
    public long applied() {
        return applied;
    }
}
