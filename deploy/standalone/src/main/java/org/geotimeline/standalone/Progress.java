package org.geotimeline.standalone;

import java.io.PrintStream;
import java.util.Locale;

/** Prints the steps of a start, one a line, with the seconds since its begin. */
final class Progress {

    private final PrintStream out;
    private final long startNanos = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void step(String sentence) {
        out.println(String.format(Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - startNanos) / 1e9, sentence));
    }
}
