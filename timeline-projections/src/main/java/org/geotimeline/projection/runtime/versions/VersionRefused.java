package org.geotimeline.projection.runtime.versions;

/** A version of a view cannot be made active, called off, removed or compared; the message gives the reason. */
public final class VersionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public VersionRefused(String why) {
        super(why);
    }
}
