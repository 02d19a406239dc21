package org.geotimeline.api.record;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.registry.RegistryAct.ActorRegistered;
import org.geotimeline.api.problem.UnreadableBody;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.ledger.Hashes;
import org.geotimeline.recording.EventDecoder;
import org.geotimeline.recording.EventIds;
import org.geotimeline.recording.Outcome;
import org.geotimeline.recording.RecordAct;
import org.geotimeline.recording.Recorder;
import org.geotimeline.store.EventLog;
import org.springframework.stereotype.Component;

/**
 * Records the acts of a file, one JSON body a line, in the order of the lines. A line that was loaded before adds nothing,
 * because its event id follows from its bytes.
 */
@Component
public class DataSet {

    private static final String CLIENT = "data-set";
    private static final int CHUNK_LINES = 500;
    private static final String LOCAL = """
        {"type": "DatasetRegistered", "id": "dataset:local", "dataset": "local", "licence": "unspecified", \
        "names": [{"lang": "en", "text": "Recorded by hand on this server"}], "redistributable": false}\
        """;

    private final Recorder recorder;
    private final EventLog log;
    private final Clock clock;

    DataSet(Recorder recorder, EventLog log, Clock clock) {
        this.recorder = recorder;
        this.log = log;
        this.clock = clock;
    }

    /** Registers the dataset of the acts that are recorded by hand, so that every event can name its dataset. */
    public void registerLocal() {
        load(LOCAL, 1, "the local dataset", new Sum());
    }

    /** Loads the whole file, or throws an exception that names the faulty line; the lines before it stay on file. */
    public void load(DataFile file, Consumer<String> progress) {
        String name = "data set " + file.name();
        var sum = new Sum();
        int read = 0;
        try (BufferedReader reader = file.open()) {
            List<String> lines = next(reader);
            while (!lines.isEmpty()) {
                load(lines, read, name, sum);
                read += lines.size();
                lines = next(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
        progress.accept(sum.sentence(name, read));
    }

    /** The number of acts that a file added, and of actors that another data set had registered before. */
    private static final class Sum {
        private int added;
        private int shared;

        String sentence(String name, int read) {
            if (added == 0) {
                return "%s: %d lines, all on file before".formatted(name, read);
            }
            String others = shared == 0 ? "" : ", %d actors are registered by another data set".formatted(shared);
            return "%s: %d of %d lines recorded%s".formatted(name, added, read, others);
        }
    }

    private static List<String> next(BufferedReader reader) throws IOException {
        var lines = new ArrayList<String>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (lines.size() == CHUNK_LINES) {
                break;
            }
        }
        return lines;
    }

    private void load(List<String> lines, int before, String name, Sum sum) {
        Set<UUID> known =
                Set.copyOf(log.known(lines.stream().map(DataSet::event).toList()));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !known.contains(event(line))) {
                load(line, before + i + 1, name, sum);
            }
        }
    }

    private static UUID event(String line) {
        return EventIds.keyed(CLIENT, Hashes.sha256Hex(line));
    }

    private void load(String line, int number, String name, Sum sum) {
        Act act = read(line, number, name);
        var report = new RecordAct(
                act, event(line), Principals.LOCAL, CLIENT, clock.instant().truncatedTo(ChronoUnit.MICROS));
        switch (recorder.record(report, false)) {
            case Outcome.OnFile recorded -> sum.added++;
            case Outcome.NothingNew known -> {}
            case Outcome.Taken taken -> {
                if (!isShared(act)) {
                    throw stopped(name, number, taken.faults().getFirst().sentence());
                }
                sum.shared++;
            }
            case Outcome.Refused refused ->
                throw stopped(name, number, refused.faults().toString());
        }
    }

    /** Every data set registers the actors that it names. If two name the same actor, the first has registered it. */
    private boolean isShared(Act act) {
        return act instanceof ActorRegistered actor
                && log.tagged("act:" + actor.id(), Long.MAX_VALUE).stream()
                        .flatMap(stored -> EventDecoder.acts(stored).stream())
                        .map(Recorded::act)
                        .filter(other -> other.id().equals(actor.id()))
                        .anyMatch(other -> other instanceof ActorRegistered registered
                                && registered.actor().equals(actor.actor())
                                && registered.kind() == actor.kind()
                                && !Objects.equals(
                                        registered.about().dataset(),
                                        actor.about().dataset()));
    }

    private static Act read(String line, int number, String name) {
        try {
            return ActJson.reported(RequestBodies.json(line.getBytes(StandardCharsets.UTF_8)));
        } catch (FaultyBody | UnreadableBody e) {
            throw stopped(name, number, String.valueOf(e.getMessage()));
        }
    }

    private static IllegalStateException stopped(String name, int number, String why) {
        return new IllegalStateException("%s, line %d: %s".formatted(name, number, why));
    }
}
