package org.geotimeline.standalone;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Checks what a server needs of the machine: a JDK, memory, disk space and ports. */
final class Machine {

    private static final int OLDEST_JDK = 21;
    private static final long MIN_MEMORY_MB = 1_500;
    private static final long MIN_DISK_MB = 200;
    private static final long LOW_DISK_MB = 2_000;

    private Machine() {}

    static Finding jdk() {
        Path home = Path.of(System.getProperty("java.home"));
        String here = "JDK %s at %s".formatted(Runtime.version(), home);
        if (Runtime.version().feature() < OLDEST_JDK) {
            return Finding.wrong(
                    "%s is too old; install %d or newer, or set JAVA_HOME to one".formatted(here, OLDEST_JDK));
        }
        return Files.isExecutable(home.resolve("bin/javac"))
                ? Finding.ok(here)
                : Finding.warning("%s has no compiler, so it cannot build this program; install a JDK".formatted(here));
    }

    /** The memory of the machine, or of the container if that is less. */
    static Finding memory() {
        long total =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() >> 20;
        return total < MIN_MEMORY_MB
                ? Finding.warning(
                        ("memory: %d MB; application, PostgreSQL and Kafka need %d. Add memory, or use servers"
                                        + " elsewhere with --database"
                                        + " and --kafka")
                                .formatted(total, MIN_MEMORY_MB))
                : Finding.ok("memory: %d MB".formatted(total));
    }

    /** @param folder the data folder, which may not exist yet */
    static Finding disk(Path folder) {
        Path there = nearest(folder);
        try {
            FileStore store = Files.getFileStore(there);
            long free = store.getUsableSpace() >> 20;
            String here = "disk: %d MB free at %s".formatted(free, there);
            if (free < MIN_DISK_MB) {
                return Finding.wrong(here + "; free some space, or name another folder with --data");
            }
            return free < LOW_DISK_MB
                    ? Finding.warning(here + "; PostgreSQL stops when the disk is full, so free some space soon")
                    : Finding.ok(here);
        } catch (IOException e) {
            return Finding.warning("disk: the free space at %s is unknown: %s".formatted(there, DataFolder.reason(e)));
        }
    }

    /** The folder, or its nearest ancestor that exists. */
    static Path nearest(Path folder) {
        Path there = folder.toAbsolutePath().normalize();
        for (@Nullable Path above = there; above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                return above;
            }
        }
        return there;
    }

    static Finding port(String listen, int port, String option, Occupants occupants) {
        if (port == 0) {
            return Finding.ok("%s 0: any free port".formatted(option));
        }
        var holder = Ports.holding(port);
        if (holder.isPresent() && occupants.has(holder.get())) {
            return occupants.areLeftOver()
                    ? Finding.warning(
                            "port %d is in use by process %d, left by a killed server; the next 'timeline up' stops it"
                                    .formatted(port, holder.get().pid()))
                    : Finding.ok("port %d is in use by the server of this folder".formatted(port));
        }
        try {
            Ports.free(listen, port, option);
            return Finding.ok("port %d is free".formatted(port));
        } catch (NotStarted e) {
            return Finding.wrong(String.valueOf(e.getMessage()));
        }
    }
}
