package org.geotimeline.act;

import java.util.Optional;
import java.util.function.Supplier;
import org.geotimeline.act.Revision.Standing;
import org.geotimeline.act.id.ActId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An act on file as rules look at it: its latest revision, without the knowledge acts about it, which need not have been
 * read. The body of the act may have to be read from the ledger first; the id and the standing are always at hand.
 */
public final class OnFile {

    private final ActId id;
    private final Standing standing;
    private final Supplier<Revision> latest;
    private @Nullable Revision read;

    public OnFile(ActId id, Standing standing, Supplier<Revision> latest) {
        this.id = id;
        this.standing = standing;
        this.latest = latest;
    }

    public ActId id() {
        return id;
    }

    public Standing standing() {
        return standing;
    }

    public boolean stands() {
        return standing == Standing.STANDS;
    }

    public Act act() {
        return read().act();
    }

    public ObjectNode body() {
        return read().body();
    }

    public ActType type() {
        return read().type();
    }

    public long position() {
        return read().position();
    }

    public Optional<ActId> mergedInto() {
        return read().mergedInto();
    }

    private Revision read() {
        if (read == null) {
            read = latest.get();
        }
        return read;
    }
}
