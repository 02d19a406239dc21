package org.geotimeline.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The machine of a measurement.
 *
 * @param flushes the writes of 8 KiB with a flush to disk a second, in the folder of the database
 */
record Machine(String processor, int cores, long memory, String system, String jvm, String postgres, double flushes) {

    private static final int PAGE = 8_192;
    private static final long FLUSHING_NANOS = 1_000_000_000;

    static Machine measured(Path folder, String postgres) throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        long memory = system instanceof com.sun.management.OperatingSystemMXBean more ? more.getTotalMemorySize() : 0;
        return new Machine(
                model(),
                Runtime.getRuntime().availableProcessors(),
                memory,
                "%s %s, %s".formatted(system.getName(), system.getVersion(), system.getArch()),
                "%s %s".formatted(System.getProperty("java.vm.name"), System.getProperty("java.runtime.version")),
                postgres,
                flushes(folder));
    }

    private static String model() throws IOException {
        Path told = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(told)) {
            return "processor unknown";
        }
        try (Stream<String> lines = Files.lines(told)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processor unknown");
        }
    }

    private static double flushes(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "flush", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long begun = System.nanoTime();
            int done = 0;
            while (System.nanoTime() - begun < FLUSHING_NANOS) {
                channel.write(ByteBuffer.allocate(PAGE), 0);
                channel.force(false);
                done++;
            }
            return done * 1e9 / (System.nanoTime() - begun);
        } finally {
            Files.delete(file);
        }
    }

    List<String> told() {
        return List.of(
                "%d cores, %s".formatted(cores, processor),
                "%.0f GiB of memory".formatted(memory / (double) (1L << 30)),
                system,
                jvm,
                "PostgreSQL %s, embedded, fsync and synchronous_commit on".formatted(postgres),
                String.format(Locale.ROOT, "%.0f flushes of a page to the disk a second", flushes));
    }
}
