package org.geotimeline.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stopped PostgreSQL whose ledger holds the Afghanistan data set and whose views have applied it, in a folder that all JVMs
 * of one build share. A test copies the folder and starts a server in seconds; loading would take ten times as long.
 */
final class LoadedCluster {

    private static final Path FOLDER = Path.of("target", "loaded-clusters");

    private LoadedCluster() {}

    /** A PostgreSQL on a copy of its own. {@code copy} is removed by the caller after the server has stopped. */
    static EmbeddedPostgres start(Path copy) throws IOException {
        copy(loaded(), copy);
        return postgres(copy);
    }

    private static EmbeddedPostgres postgres(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    /** The folder of the loaded cluster; one JVM makes it while others wait. */
    private static Path loaded() throws IOException {
        Files.createDirectories(FOLDER);
        Path data = FOLDER.resolve(program()).toAbsolutePath();
        Path complete = FOLDER.resolve(data.getFileName() + ".complete");
        try (FileChannel lock =
                        FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            if (held.isValid() && !Files.exists(complete)) {
                delete(data);
                load(data);
                Files.createFile(complete);
            }
        }
        return data;
    }

    private static void load(Path data) throws IOException {
        EmbeddedPostgres postgres = postgres(data);
        try (RunningTimeline.Started timeline = RunningTimeline.started(postgres, () -> {})) {
            timeline.awaitReady();
        }
    }

    /** The compiled program in short, so that a folder that another program made is not used. */
    private static String program() throws IOException {
        long sum = 0;
        for (String part : System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1)) {
            try (Stream<Path> files = Files.walk(Path.of(part))) {
                sum = files.filter(Files::isRegularFile)
                        .map(Path::toFile)
                        .mapToLong(file -> 31 * file.lastModified()
                                + file.length()
                                + file.getPath().hashCode())
                        .reduce(sum, (all, one) -> 31 * all + one);
            }
        }
        return Long.toHexString(sum);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(folder).toString());
                Files.createDirectories(copy);
                Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException e) throws IOException {
                    Files.delete(emptied);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
