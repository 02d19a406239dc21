package org.geotimeline.standalone;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked from their library into the user's cache folder. They are unpacked into a draft
 * folder that is then moved into place, so that an interrupted unpacking is never used.
 */
record PostgresBinaries(Path bin) {

    private static final Pattern LIBRARY = Pattern.compile("-([0-9]{1,3})\\.[0-9.]+\\.jar!");

    static PostgresBinaries unpacked(Path fallback) {
        var archive = archive();
        try {
            var home = cache(fallback).resolve("postgresql-" + fingerprint(archive));
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                var draft = home.resolveSibling(
                        home.getFileName() + "." + ProcessHandle.current().pid());
                DataFolder.delete(draft);
                unpack(archive, draft);
                try {
                    Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
                } catch (AtomicMoveNotSupportedException e) {
                    throw e;
                } catch (FileSystemException e) {
                    // Another start was faster, and its copy is the same.
                    DataFolder.delete(draft);
                    if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                        throw e;
                    }
                }
            }
            return new PostgresBinaries(home.resolve("bin"));
        } catch (IOException e) {
            throw new NotStarted("PostgreSQL could not be unpacked: " + DataFolder.reason(e) + ".", e);
        }
    }

    String program(String name) {
        return bin.resolve(name).toString();
    }

    /** The major version of the programs, from the name of the library; empty without one. */
    static OptionalInt major() {
        try {
            var name = LIBRARY.matcher(archive().getPath());
            return name.find() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
        } catch (NotStarted e) {
            return OptionalInt.empty(); // there is no library for this machine
        }
    }

    private static Path cache(Path fallback) throws IOException {
        var given = System.getenv("XDG_CACHE_HOME");
        var base = given == null || given.isBlank()
                ? Path.of(System.getProperty("user.home", "/"), ".cache")
                : Path.of(given);
        var folder = base.resolve("timeline");
        try {
            DataFolder.makePrivate(folder);
        } catch (IOException e) {
            // A user without a home: the data folder is writable for certain.
            folder = fallback;
        }
        if (!Files.isWritable(folder)) {
            folder = fallback;
        }
        return folder.toRealPath();
    }

    private static URL archive() {
        var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var system = os.contains("linux") ? "linux" : os.contains("mac") ? "darwin" : os;
        var machine = switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        var name = "postgres-" + system + "-" + machine;
        var alpine = Files.exists(Path.of("/etc/alpine-release"));
        for (var candidate : alpine ? List.of(name + "-alpine_linux.txz") : List.of(name + ".txz")) {
            var found = PostgresBinaries.class.getClassLoader().getResource(candidate);
            if (found != null) {
                return found;
            }
        }
        throw new NotStarted("This program has no PostgreSQL for " + system + (alpine ? " (Alpine)" : "") + " on "
                + machine + ". Name a running PostgreSQL with --database.");
    }

    private static String fingerprint(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            return HexFormat.of().toHexDigits((int) jar.getJarEntry().getCrc());
        }
        var sum = new CRC32();
        try (var in = archive.openStream()) {
            sum.update(in.readAllBytes());
        }
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(archive.openStream()))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive has a path outside of its folder: " + entry.getName());
                }
                var parent = parentOf(path);
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(path, target.resolve(entry.getLinkName()).normalize());
                } else if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.copy(tar, path);
                    if ((entry.getMode() & 0100) != 0 || path.startsWith(target.resolve("bin"))) {
                        path.toFile().setExecutable(true);
                    }
                }
            }
        }
    }

    private static @Nullable Path parentOf(Path path) {
        return path.getParent();
    }
}
