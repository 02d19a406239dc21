package org.geotimeline.standalone;

import java.io.PrintStream;
import java.util.Locale;

/** What has been done so far, one line a step, with the seconds since the start. */
final class Progress {

    private final PrintStream out;
    private final long start = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void step(String what) {
        out.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds(), what));
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
