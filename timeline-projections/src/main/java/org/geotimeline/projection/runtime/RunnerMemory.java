package org.geotimeline.projection.runtime;

import org.geotimeline.projection.runtime.apply.EventApplier;
import org.geotimeline.projection.runtime.apply.Ledger;
import org.geotimeline.projection.runtime.apply.MemoryBudget;
import org.geotimeline.projection.runtime.parked.ParkedTimelines;
import org.geotimeline.projection.runtime.steps.Token;
import org.geotimeline.projection.spi.Projection;
import org.jspecify.annotations.Nullable;

/**
 * What a runner has in memory of its projection: the applier with its caches, and the token's position and generation that
 * they belong to. For one thread.
 */
final class RunnerMemory {

    private static final long NOWHERE = -1;

    private final MemoryBudget.Share share;
    private @Nullable EventApplier applier;
    private ParkedTimelines parked = ParkedTimelines.empty();
    private long position = NOWHERE;
    private long life = NOWHERE;

    RunnerMemory(MemoryBudget.Share share) {
        this.share = share;
    }

    /** The applier that goes on from that token; null if there is none, or it stands elsewhere. */
    @Nullable
    EventApplier applierAt(Token token) {
        return token.position() == position && token.life() == life ? applier : null;
    }

    EventApplier begin(Projection projection, Ledger ledger, Token token, ParkedTimelines leftAside) {
        var begun = new EventApplier(projection, ledger, token.position(), leftAside, share);
        applier = begun;
        parked = leftAside;
        position = token.position();
        life = token.life();
        return begun;
    }

    boolean hasApplier() {
        return applier != null;
    }

    ParkedTimelines parked() {
        return parked;
    }

    /** The position of the last event that this node has applied in its turn; -1 if it is not its turn. */
    long position() {
        return position;
    }

    void moveTo(long newPosition) {
        position = newPosition;
    }

    boolean isOf(long lifeOfToken) {
        return life == lifeOfToken;
    }

    /** Drops the caches, because they may not equal the tables any more. */
    void dropApplier() {
        applier = null;
        share.taken(0);
    }

    void drop() {
        dropApplier();
        position = NOWHERE;
    }
}
