package org.geotimeline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder in which one server keeps everything that it must not lose. Only one process can open the folder at a
 * time, by a lock of the operating system that ends with the process.
 */
final class DataFolder implements AutoCloseable {

    /** The addresses of a running server, without passwords. The command line reads them to find the server. */
    record Card(String url, String database, String kafka, long pid) {}

    private static final long MAX_LOG_BYTES = 20_000_000;

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Locks the folder, and makes it first if it is missing, for its owner only. */
    static DataFolder open(Path folder) {
        try {
            makePrivate(folder);
            var root = folder.toRealPath();
            // POSIX drops the lock when this process closes the file anywhere, so it must not be read elsewhere.
            var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw inUse(root);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new DataFolder(root, channel);
        } catch (IOException e) {
            throw new NotStarted(
                    "The data folder " + folder + " cannot be used: " + reason(e) + ". Name another one with --data.",
                    e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static NotStarted inUse(Path root) throws IOException {
        var pid = Files.readString(root.resolve("lock")).strip();
        return new NotStarted("The data folder " + root + " is in use by another `timeline up`"
                + (pid.isEmpty() ? "" : " (process " + pid + ")")
                + ". Stop that one, or name another folder with --data.");
    }

    Path root() {
        return root;
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    /** A log file. One over 20 MB is renamed first, and replaces the one renamed before. */
    Path log(String name) {
        try {
            var logs = root.resolve("logs");
            makePrivate(logs);
            var file = logs.resolve(name + ".log");
            if (Files.exists(file) && Files.size(file) > MAX_LOG_BYTES) {
                Files.move(file, logs.resolve(name + ".1.log"), StandardCopyOption.REPLACE_EXISTING);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A random password, made at the first call and kept in a file that only its owner can read. */
    String secret(String name) {
        try {
            var file = secretFile(name);
            if (!Files.exists(file)) {
                makePrivate(root.resolve("secrets"));
                var random = new byte[24];
                new SecureRandom().nextBytes(random);
                writePrivate(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path secretFile(String name) {
        return root.resolve("secrets").resolve(name);
    }

    void publish(Card card) {
        try {
            writePrivate(root.resolve("server.json"), new JsonMapper().writeValueAsString(card) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void withdraw() {
        try {
            Files.deleteIfExists(root.resolve("server.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unlocks the folder. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of a log, for a message about a failed start. */
    static String tail(Path log, int lines) {
        try {
            var all = List.of(Files.readString(log, StandardCharsets.ISO_8859_1).split("\n"));
            return "  " + String.join("\n  ", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "";
        }
    }

    /** Writes a file whole or not at all, readable by its owner only. */
    static void writePrivate(Path file, String content) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        if (hasModes(file.toAbsolutePath().getParent())) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes a folder for its owner only. An existing folder keeps its mode. */
    static void makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        var parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (hasModes(parent)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var inside = Files.walk(folder)) {
            for (var path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static boolean hasModes(@Nullable Path folder) {
        return folder != null && Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
    }

    static String reason(IOException e) {
        var name = e.getClass().getSimpleName();
        return switch (name) {
            case "AccessDeniedException" -> "access to " + e.getMessage() + " is denied";
            case "FileAlreadyExistsException" -> e.getMessage() + " is not a folder";
            case "NoSuchFileException" -> e.getMessage() + " does not exist";
            default -> e.getMessage() == null ? name : e.getMessage();
        };
    }
}
