package org.geotimeline.act;

import org.geotimeline.act.id.ActId;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body in one version of one type: the stored one, or a step of lifting it to the current version.
 *
 * @param type the qualified stored name, {@code timeline.listing.ListingImposed}
 */
public record StoredBody(String type, int version, ObjectNode body) {

    /** A copy of the body that may be changed. */
    public ObjectNode copy() {
        return body.deepCopy();
    }

    /** The same act in the next version of its type. */
    public StoredBody next(ObjectNode lifted) {
        return as(type, version + 1, lifted);
    }

    /** The same act in another type. */
    public StoredBody as(String other, int itsVersion, ObjectNode lifted) {
        ObjectNode renamed = lifted.deepCopy();
        renamed.put("type", simple(other));
        return new StoredBody(other, itsVersion, renamed);
    }

    /**
     * A further act that the stored body describes.
     *
     * @param name the name of the part, in small letters; it stands in the id of the act and so never changes
     */
    public StoredBody part(String name, String other, int itsVersion, ObjectNode lifted) {
        StoredBody part = as(other, itsVersion, lifted);
        part.body().put("id", new ActId(body.path("id").asString()).part(name).text());
        return part;
    }

    private static String simple(String qualifiedName) {
        return qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    }
}
