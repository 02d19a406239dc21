package org.geotimeline.act;

/**
 * The name and version under which acts of one type are stored, whatever their class is called.
 *
 * @param namespace {@code timeline.listing}
 * @param name {@code ListingLifted}; unique over all families
 * @param version the current version; bodies of older versions are lifted to it
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
