package org.geotimeline.cli.screen;

import java.util.function.DoubleFunction;

/** Notes the progress of a long run, every five seconds. */
public final class ProgressNotes {

    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final Screen screen;
    private final long begunNanos = System.nanoTime();
    private long notedNanos = begunNanos;

    public ProgressNotes(Screen screen) {
        this.screen = screen;
    }

    /** @param sentence the note if one is due, from the seconds since the start of the run */
    public void step(DoubleFunction<String> sentence) {
        long nanos = System.nanoTime();
        if (nanos - notedNanos > PAUSE_NANOS) {
            notedNanos = nanos;
            screen.note(sentence.apply((nanos - begunNanos) / 1e9));
        }
    }
}
