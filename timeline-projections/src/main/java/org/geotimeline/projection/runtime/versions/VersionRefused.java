package org.geotimeline.projection.runtime.versions;

/** A version of a view cannot answer now, be called off or be compared; the sentence says why. */
public final class VersionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public VersionRefused(String why) {
        super(why);
    }
}
