package org.geotimeline.bench.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the turn of a side. */
public final class Turn {

    private static final double NANOS = 1e9;

    private Turn() {}

    /** Repeated work. */
    public interface Work {
        void once() throws Exception;
    }

    /** The rate of all workers together, in calls a second, each in a thread of its own. */
    public static double rate(Duration turn, List<? extends Work> workers) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(workers.size())) {
            long begun = System.nanoTime();
            long until = begun + turn.toNanos();
            var tasks = new ArrayList<Callable<Long>>();
            for (Work worker : workers) {
                tasks.add(() -> {
                    long done = 0;
                    do {
                        worker.once();
                        done++;
                    } while (System.nanoTime() < until);
                    return done;
                });
            }
            long done = 0;
            for (Future<Long> each : threads.invokeAll(tasks)) {
                done += each.get();
            }
            return done * NANOS / (System.nanoTime() - begun);
        }
    }

    /** The rate in things a second of work that does this number of things in one call. */
    public static double rate(long things, Work work) throws Exception {
        long begun = System.nanoTime();
        work.once();
        return things * NANOS / (System.nanoTime() - begun);
    }

    /** The duration in milliseconds of work that is done this number of times, at that quantile. */
    public static double millis(int many, double quantile, Work work) throws Exception {
        var nanos = new long[many];
        for (int i = 0; i < many; i++) {
            long begun = System.nanoTime();
            work.once();
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return nanos[(int) Math.min(many - 1L, (long) (many * quantile))] / 1e6;
    }
}
