package org.geotimeline.time;

/** The answer to a question about dates that are ranges. */
public enum Truth {
    YES,
    NO,
    POSSIBLY
}
