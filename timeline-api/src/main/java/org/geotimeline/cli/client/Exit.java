package org.geotimeline.cli.client;

/** The exit codes of the command line. */
public final class Exit {

    public static final int OK = 0;
    public static final int FAILURE = 1;
    public static final int USAGE = 2;
    public static final int NOT_FOUND = 3;
    public static final int NOT_VERIFIED = 4;
    public static final int PARTLY_DONE = 5;

    private Exit() {}
}
