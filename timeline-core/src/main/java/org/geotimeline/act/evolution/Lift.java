package org.geotimeline.act.evolution;

import java.util.List;
import java.util.Set;
import org.geotimeline.act.StoredBody;

/**
 * An upcaster: one step that brings a stored body nearer to the current version. It is pure and takes every body that its
 * type and version ever had. The service loader finds it: {@code ListingImposedV1ToV2} stands beside its act.
 *
 * <p>The result shows what became of the type: {@link StoredBody#next} is a new shape; {@link StoredBody#as} is another name,
 * or another type that this one was merged into; a further {@link StoredBody#part} is a split; an empty list drops the act.
 * The first act of the result keeps the id.
 */
public interface Lift {

    /** The qualified stored name of the bodies that it takes. */
    String type();

    /** The version of the bodies that it takes. */
    int from();

    /** The qualified names of the types of its results. */
    default Set<String> into() {
        return Set.of(type());
    }

    /** The bodies that the stored one becomes; the argument is not changed. */
    List<StoredBody> lift(StoredBody stored);

    /**
     * The stored tags of those events of its type that decode to acts with this tag. If they cannot be derived, the set is
     * empty, and a query for the tag reads all events of the type.
     */
    default Set<String> under(String tag) {
        return Set.of(tag);
    }
}
