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
 * The folder in which one server keeps all that it must not lose. Only one process at a time may have it open: the lock
 * is the operating system's and ends with the process, however that ends.
 */
final class DataFolder implements AutoCloseable {

    /** How a running server can be reached; what the command line reads to find it. Never a password. */
    record Card(String url, String database, String kafka, long pid) {}

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Makes the folder if need be, for its owner only, and takes it. */
    static DataFolder open(Path given) {
        try {
            makePrivate(given);
            var root = given.toRealPath();
            // Reading this file elsewhere in the process would drop the lock: POSIX gives it up with any close.
            var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!taken(channel)) {
                channel.close();
                throw inUse(root);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new DataFolder(root, channel);
        } catch (IOException e) {
            throw new NotStarted(
                    "The data folder " + given + " cannot be used: " + reason(e) + ". Name another one with --data.",
                    e);
        }
    }

    private static boolean taken(FileChannel channel) throws IOException {
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

    /** A log file, begun again when it has grown beyond 20 MB; one older is kept. */
    Path log(String name) {
        try {
            var logs = root.resolve("logs");
            makePrivate(logs);
            var file = logs.resolve(name + ".log");
            if (Files.exists(file) && Files.size(file) > 20_000_000) {
                Files.move(file, logs.resolve(name + ".1.log"), StandardCopyOption.REPLACE_EXISTING);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A random password, made when first asked for and kept in a file that only the owner can read. */
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

    /** Gives the folder up. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of a log, for a person who must find out why something did not start. */
    static String tail(Path log, int lines) {
        try {
            var all = List.of(Files.readString(log, StandardCharsets.ISO_8859_1).split("\n"));
            return "  " + String.join("\n  ", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "";
        }
    }

    /** Writes a file as a whole or not at all, readable by its owner only. */
    static void writePrivate(Path file, String content) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        if (hasModes(file.toAbsolutePath().getParent())) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A folder that exists already keeps the mode its owner gave it. */
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
