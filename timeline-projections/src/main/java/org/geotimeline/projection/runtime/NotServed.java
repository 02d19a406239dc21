package org.geotimeline.projection.runtime;

/** A version of a view cannot answer now, be called off or be compared; the sentence says why. */
public final class NotServed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotServed(String why) {
        super(why);
    }
}
