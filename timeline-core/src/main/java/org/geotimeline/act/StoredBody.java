package org.geotimeline.act;

import org.geotimeline.act.id.ActId;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body as one version of one type has it: what is stored, or a step on the way from there to today.
 *
 * @param type the qualified stored name, {@code timeline.listing.ListingImposed}
 */
public record StoredBody(String type, int version, ObjectNode body) {

    /** A body of its own, to be changed. */
    public ObjectNode copy() {
        return body.deepCopy();
    }

    /** The same act in the next version of its type. */
    public StoredBody next(ObjectNode lifted) {
        return as(type, version + 1, lifted);
    }

    /** The same act, told in another type. */
    public StoredBody as(String other, int itsVersion, ObjectNode lifted) {
        ObjectNode told = lifted.deepCopy();
        told.put("type", simple(other));
        return new StoredBody(other, itsVersion, told);
    }

    /**
     * A further act that the stored one decodes to.
     *
     * @param name what part it is, in small letters; it stands in the id of the act, so it is never changed again
     */
    public StoredBody part(String name, String other, int itsVersion, ObjectNode lifted) {
        StoredBody told = as(other, itsVersion, lifted);
        told.body().put("id", new ActId(body.path("id").asString()).part(name).text());
        return told;
    }

    private static String simple(String qualifiedName) {
        return qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    }
}
