package org.geotimeline.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.FaultyAct;
import org.geotimeline.recording.EventIds;
import org.geotimeline.recording.Outcome;
import org.geotimeline.recording.RecordAct;
import org.geotimeline.recording.Recorder;
import org.geotimeline.store.EventLog;
import org.springframework.stereotype.Component;

/**
 * Loads a file of acts, one JSON body a line, in its order. A line that was loaded before adds nothing: its event id
 * follows from its bytes.
 */
@Component
class DataSet {

    private static final String SHIPPED = "/org/geotimeline/dataset/afghanistan.ndjson";
    private static final String CLIENT = "data-set";
    private static final int CHUNK = 500;
    private static final String LOCAL = """
            {"type": "DatasetRegistered", "id": "dataset:local", "dataset": "local", "licence": "unspecified", \
            "names": [{"lang": "en", "text": "Recorded by hand on this server"}], "redistributable": false}""";

    private final Recorder recorder;
    private final EventLog log;
    private final Clock clock;

    DataSet(Recorder recorder, EventLog log, Clock clock) {
        this.recorder = recorder;
        this.log = log;
        this.clock = clock;
    }

    /** Registers the dataset of what is recorded by hand on this server, so that every event can name where it is from. */
    void registerLocal() {
        load(LOCAL, 1, "the local dataset");
    }

    /**
     * Loads it wholly or says which line stops it; what was loaded until then stays.
     *
     * @param file another file than the one that is shipped
     */
    void load(Optional<URI> file, Consumer<String> progress) {
        String name = file.map(URI::toString).orElse("the Afghanistan timeline");
        int added = 0;
        int read = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            List<String> lines = next(reader);
            while (!lines.isEmpty()) {
                added += load(lines, read, name);
                read += lines.size();
                lines = next(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
        progress.accept(
                added == 0
                        ? "%s: %d lines, all on file before".formatted(name, read)
                        : "%s: %d of %d lines recorded".formatted(name, added, read));
    }

    private static List<String> next(BufferedReader reader) throws IOException {
        var lines = new ArrayList<String>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (lines.size() == CHUNK) {
                break;
            }
        }
        return lines;
    }

    private int load(List<String> lines, int before, String name) {
        Set<UUID> known =
                Set.copyOf(log.known(lines.stream().map(DataSet::event).toList()));
        int added = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !known.contains(event(line)) && load(line, before + i + 1, name)) {
                added++;
            }
        }
        return added;
    }

    private static UUID event(String line) {
        return EventIds.keyed(CLIENT, sha256(line));
    }

    private static InputStream open(Optional<URI> file) throws IOException {
        if (file.isPresent()) {
            return file.get().toURL().openStream();
        }
        InputStream shipped = DataSet.class.getResourceAsStream(SHIPPED);
        if (shipped == null) {
            throw new IOException(SHIPPED + " is not in this build");
        }
        return shipped;
    }

    private boolean load(String line, int number, String name) {
        Act act = read(line, number, name);
        var report = new RecordAct(
                act, event(line), RecordingApi.LOCAL, CLIENT, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return switch (recorder.record(report)) {
            case Outcome.OnFile recorded -> true;
            case Outcome.NothingNew known -> false;
            case Outcome.Taken taken ->
                throw stopped(name, number, taken.fault().sentence());
            case Outcome.Refused refused ->
                throw stopped(name, number, refused.faults().toString());
        };
    }

    private static Act read(String line, int number, String name) {
        try {
            return ActJson.read(Bodies.json(line.getBytes(StandardCharsets.UTF_8)));
        } catch (FaultyAct | UnreadableBody e) {
            throw stopped(name, number, String.valueOf(e.getMessage()));
        }
    }

    private static IllegalStateException stopped(String name, int number, String why) {
        return new IllegalStateException("%s, line %d: %s".formatted(name, number, why));
    }

    private static String sha256(String line) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
