package org.geotimeline.act;

/**
 * What an act is called where it is stored, which is not what its class is called.
 *
 * @param namespace {@code timeline.listing}
 * @param name {@code ListingLifted}; unique over all families
 * @param version the version that is written today; older ones are lifted to it
 * @param record the class of its records
 */
public record ActType(String namespace, String name, String version, Class<? extends Act> record, Family<?> rules) {

    /** {@code timeline.listing.ListingLifted}. */
    public String qualifiedName() {
        return namespace + "." + name;
    }

    /** {@code listing}. */
    public String family() {
        return namespace.substring(namespace.lastIndexOf('.') + 1);
    }
}
