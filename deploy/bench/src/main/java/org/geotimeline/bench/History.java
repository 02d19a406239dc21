package org.geotimeline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.StorageEngineBackedEventStore;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.SimpleEventBus;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.api.record.DataFile;
import org.geotimeline.recording.ActEvents;
import org.geotimeline.recording.LedgerRegister;
import org.geotimeline.recording.Outcome;
import org.geotimeline.recording.RecordAct;
import org.geotimeline.recording.Recorder;
import org.geotimeline.store.EventLog;
import tools.jackson.databind.json.JsonMapper;

/** The recorder as the server has it, and the data set that is recorded first, with its actors and its rulebook. */
final class History {

    private final Recorder recorder;

    private History(Recorder recorder) {
        this.recorder = recorder;
    }

    /** The recorder of a ledger with the default data set. */
    static History of(Ledger ledger) {
        EventLog log = ledger.store().log();
        var store = new StorageEngineBackedEventStore(ledger.store(), new SimpleEventBus(), ActEvents::tags);
        return new History(new Recorder(
                store, new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE), log, new LedgerRegister(log)));
    }

    /** Loads the default data set into an empty ledger. */
    static void load(Ledger ledger) throws IOException {
        History history = of(ledger);
        Optional<DataFile> file = DataFile.named(DataFile.DEFAULT);
        try (InputStream bytes = file.orElseThrow().location().toURL().openStream();
                var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                history.record(ActJson.read(JsonMapper.shared().readTree(line)), UUID.randomUUID(), false);
            }
        }
    }

    void record(Act act, UUID event, boolean duplicates) {
        var report = new RecordAct(act, event, "bench", "bench", Instant.now());
        if (!(recorder.record(report, duplicates) instanceof Outcome.OnFile)) {
            throw new IllegalStateException("act %s was not recorded".formatted(act.id()));
        }
    }
}
