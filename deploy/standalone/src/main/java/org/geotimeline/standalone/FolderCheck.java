package org.geotimeline.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks whether a data folder can be used, which processes use it, and whether its server answers. Read-only. */
final class FolderCheck {

    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(5);

    private final Path folder;
    private final Occupants occupants;
    private final List<Finding> found = new ArrayList<>();

    private FolderCheck(Path folder, Occupants occupants) {
        this.folder = folder;
        this.occupants = occupants;
    }

    static List<Finding> of(Path folder, Occupants occupants) {
        if (!Files.exists(folder)) {
            Path above = Machine.nearest(folder);
            return List.of(
                    Files.isDirectory(above) && Files.isWritable(above)
                            ? Finding.ok("data folder %s does not exist yet; 'timeline up' makes it".formatted(folder))
                            : Finding.wrong(
                                    "data folder %s cannot be made: %s is not writable; name another with --data"
                                            .formatted(folder, above)));
        }
        if (!Files.isDirectory(folder)) {
            return List.of(Finding.wrong("%s is not a folder; name another with --data".formatted(folder)));
        }
        var check = new FolderCheck(folder, occupants);
        check.access();
        check.files();
        check.occupants();
        return check.found;
    }

    private void access() {
        if (!Files.isWritable(folder) || !Files.isReadable(folder)) {
            found.add(Finding.wrong(
                    "data folder %s is not accessible, it is %s; run as its owner, or name another with --data"
                            .formatted(folder, owner())));
            return;
        }
        found.add(Finding.ok("data folder %s is %s".formatted(folder, owner())));
        try {
            if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
                if (!mode.endsWith("------")) {
                    found.add(Finding.warning("other users can read it (%s), and it contains passwords; chmod 700 %s"
                            .formatted(mode, folder)));
                }
            }
        } catch (IOException e) {
            found.add(Finding.warning("its permissions cannot be read: " + DataFolder.reason(e)));
        }
    }

    private String owner() {
        try {
            return Files.getOwner(folder).getName() + "'s";
        } catch (IOException | UnsupportedOperationException e) {
            return "of an unknown owner";
        }
    }

    /** PostgreSQL reads only files of its own major version. */
    private void files() {
        Path file = folder.resolve("postgres").resolve("PG_VERSION");
        if (!Files.exists(file)) {
            found.add(Finding.ok("it has no ledger yet"));
            return;
        }
        try {
            String version = Files.readString(file).strip();
            OptionalInt ours = PostgresBinaries.major();
            if (ours.isPresent() && !version.equals(Integer.toString(ours.getAsInt()))) {
                found.add(Finding.wrong(
                        ("its ledger is in files of PostgreSQL %s, but this program starts %d; export it with the"
                                        + " program that wrote it (timeline export --log FILE), and start a new folder with"
                                        + " 'timeline up --from FILE'")
                                .formatted(version, ours.getAsInt())));
            } else {
                found.add(Finding.ok("its ledger is in files of PostgreSQL " + version));
            }
        } catch (IOException e) {
            found.add(Finding.wrong("%s cannot be read: %s".formatted(file, DataFolder.reason(e))));
        }
    }

    private void occupants() {
        Path card = folder.resolve("server.json");
        if (occupants.server().isPresent()) {
            long pid = occupants.server().get().pid();
            found.add(Finding.ok("a server uses it (process %d)".formatted(pid)));
            found.add(
                    Files.exists(card)
                            ? answer(card, pid)
                            : Finding.warning("that server is starting or stopping; check again in a minute, or see %s"
                                    .formatted(folder.resolve("logs"))));
        } else if (occupants.areLeftOver()) {
            found.add(Finding.warning(
                    ("a server was killed, and its PostgreSQL or Kafka still runs (process %s); no acknowledged act is"
                                    + " lost, and"
                                    + " the next 'timeline up' stops it first")
                            .formatted(occupants.numbers())));
        } else if (Files.exists(card)) {
            found.add(
                    Finding.warning("a server was killed here; no acknowledged act is lost, and the next 'timeline up'"
                            + " recovers all of them"));
        } else {
            found.add(Finding.ok("no server uses it"));
        }
    }

    private static Finding answer(Path card, long pid) {
        String url = "an unknown address";
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(HTTP_TIMEOUT).build()) {
            url = JsonMapper.shared()
                    .readTree(Files.readAllBytes(card))
                    .path("url")
                    .asString("");
            HttpResponse<byte[]> got = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/api/v1/ops"))
                            .timeout(HTTP_TIMEOUT)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return got.statusCode() == 200
                    ? state(url, JsonMapper.shared().readTree(got.body()))
                    : silent(url, pid, "HTTP " + got.statusCode());
        } catch (IOException e) {
            return silent(url, pid, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (JacksonException | IllegalArgumentException e) {
            return Finding.wrong("%s has no address of a server; start the server again".formatted(card));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return silent(url, pid, "interrupted");
        }
    }

    private static Finding state(String url, JsonNode ops) {
        long position = ops.path("ledger").path("position").asLong(0);
        return ops.path("wrong").isEmpty()
                ? Finding.ok("it answers at %s and has %d events".formatted(url, position))
                : Finding.warning("it answers at %s, and reports: %s; 'timeline ops' shows more"
                        .formatted(url, ops.path("wrong").path(0).asString("")));
    }

    private static Finding silent(String url, long pid, String reason) {
        return Finding.wrong("it does not answer at %s (%s); see its log, stop process %d and start it again"
                .formatted(url, reason, pid));
    }
}
