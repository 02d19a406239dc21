package org.geotimeline.act;

import tools.jackson.databind.node.ObjectNode;

/**
 * One step that brings a stored body of an older version to the next. It is pure, and is found by the service loader:
 * {@code ListingImposedV1ToV2} beside its act. Stored bytes are never changed.
 */
public interface Lift {

    /** The qualified stored name, {@code timeline.listing.ListingImposed}. */
    String type();

    /** The version that it reads; it gives the one after. */
    int from();

    /** The body as the next version has it; the argument is left as it is. */
    ObjectNode lift(ObjectNode body);
}
