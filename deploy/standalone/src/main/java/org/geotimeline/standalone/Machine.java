package org.geotimeline.standalone;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a server needs of the machine: a JDK, memory, room on the disk, and its ports. */
final class Machine {

    private static final int OLDEST_JDK = 21;
    private static final long LEAST_MEMORY_MB = 1_500;
    private static final long LEAST_ROOM_MB = 200;
    private static final long ENOUGH_ROOM_MB = 2_000;

    private Machine() {}

    static Finding jdk() {
        Path home = Path.of(System.getProperty("java.home"));
        String here = "JDK %s at %s".formatted(Runtime.version(), home);
        if (Runtime.version().feature() < OLDEST_JDK) {
            return Finding.wrong(
                    "%s is too old; install %d or newer, or point JAVA_HOME to one".formatted(here, OLDEST_JDK));
        }
        return Files.isExecutable(home.resolve("bin/javac"))
                ? Finding.ok(here)
                : Finding.warning("%s has no compiler, so nothing can be built with it; install a JDK".formatted(here));
    }

    /** Of the machine, or of the container where it has less. */
    static Finding memory() {
        long total =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() >> 20;
        return total < LEAST_MEMORY_MB
                ? Finding.warning(
                        "memory: %d MB; application, PostgreSQL and Kafka together want %d. Give the machine more, or servers elsewhere with --database and --kafka"
                                .formatted(total, LEAST_MEMORY_MB))
                : Finding.ok("memory: %d MB".formatted(total));
    }

    /** @param folder that may not be there yet */
    static Finding disk(Path folder) {
        Path there = nearest(folder);
        try {
            FileStore store = Files.getFileStore(there);
            long free = store.getUsableSpace() >> 20;
            String here = "disk: %d MB free at %s".formatted(free, there);
            if (free < LEAST_ROOM_MB) {
                return Finding.wrong(here + "; make room, or name another folder with --data");
            }
            return free < ENOUGH_ROOM_MB
                    ? Finding.warning(here + "; PostgreSQL stops when it is full, so make room soon")
                    : Finding.ok(here);
        } catch (IOException e) {
            return Finding.warning(
                    "disk: what is free at %s cannot be told: %s".formatted(there, DataFolder.reason(e)));
        }
    }

    /** The folder, or the nearest above it that is there. */
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
            return Finding.ok("%s 0: any port that is free".formatted(option));
        }
        var holder = Ports.holding(port);
        if (holder.isPresent() && occupants.has(holder.get())) {
            return occupants.areLeftOver()
                    ? Finding.warning(
                            "port %d is held by process %d, which a killed server left; the next 'timeline up' stops it"
                                    .formatted(port, holder.get().pid()))
                    : Finding.ok("port %d is held by the server of this folder".formatted(port));
        }
        try {
            Ports.free(listen, port, option);
            return Finding.ok("port %d is free".formatted(port));
        } catch (NotStarted e) {
            return Finding.wrong(String.valueOf(e.getMessage()));
        }
    }
}
