package org.geotimeline.act.evolution;

import java.util.List;
import java.util.Set;
import org.geotimeline.act.StoredBody;

/**
 * One step that brings a stored body nearer to today. It is pure and takes every body that its type and version ever had; it
 * is found by the service loader: {@code ListingImposedV1ToV2} beside its act. Stored bytes are never changed.
 *
 * <p>What it gives says what became of its type: {@link StoredBody#next} is a new shape, {@link StoredBody#as} another name
 * or another type that this one was merged into, a {@link StoredBody#part} more is a split, and nothing at all drops it. The
 * first act that it gives keeps the id.
 */
public interface Lift {

    /** The qualified stored name that it reads. */
    String type();

    /** The version that it reads. */
    int from();

    /** The qualified names of the types that it may give. */
    default Set<String> into() {
        return Set.of(type());
    }

    /** The argument is left as it is. */
    List<StoredBody> lift(StoredBody stored);

    /**
     * The stored tags of the events whose current form bears this tag. If they are unknown the set is empty, and a query for the
     * tag reads all events of the type.
     */
    default Set<String> under(String tag) {
        return Set.of(tag);
    }
}
