package org.geotimeline.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.imports.format.Format.Draft;
import org.geotimeline.imports.format.Row;
import org.geotimeline.json.Fault;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.ledger.CanonicalJson;
import org.geotimeline.ledger.Hashes;
import org.geotimeline.recording.DryRun;
import org.geotimeline.recording.EventIds;
import org.geotimeline.recording.Outcome;
import org.geotimeline.recording.RecordAct;
import org.geotimeline.recording.Recorder.Considered;
import org.geotimeline.store.EventLog;
import org.jspecify.annotations.Nullable;

/**
 * Records the acts of rows: several rows at a time, because the store commits many appends together, and the acts of one key
 * in order. The event id of an act follows from its bytes, so that acts on file are found without asking the rules.
 */
final class RowRecorder implements AutoCloseable {

    private static final int WORKERS = 6;
    private static final int MAX_WAITING_ITEMS = 64;

    private final Dependencies dependencies;
    private final EventLog log;
    private final String principal;
    private final String client;
    private final Tally tally;
    private final boolean dry;
    private final List<Worker> workers = new ArrayList<>();

    private final DryRun dryRun = new DryRun();

    private volatile @Nullable Throwable failure;

    /**
     * @param client the program that the principal records with
     * @param dry true if nothing is to be recorded
     */
    RowRecorder(Dependencies dependencies, String principal, String client, Tally tally, boolean dry) {
        this.dependencies = dependencies;
        this.log = dependencies.log();
        this.principal = principal;
        this.client = client;
        this.tally = tally;
        this.dry = dry;
        for (int i = 0; i < WORKERS; i++) {
            var worker = new Worker();
            workers.add(worker);
            worker.thread = Thread.ofPlatform().name("import-" + i).daemon().start(worker);
        }
    }

    /** @param isEnd true for the item after all others */
    private record Item(Row row, List<Draft> drafts, boolean isEnd) {}

    /** Queues the acts of a row for recording; waits while the queue is full. */
    void take(String key, Row row, List<Draft> drafts) throws InterruptedException {
        check();
        workers.get(Math.floorMod(key.hashCode(), WORKERS)).items.put(new Item(row, drafts, false));
    }

    /** Records these acts at once, before everything that is queued later. */
    void first(Row row, List<Draft> drafts) {
        if (!drafts.isEmpty()) {
            record(List.of(new Item(row, drafts, false)));
        }
    }

    /** Waits until everything in the queues is recorded. */
    void await() throws InterruptedException {
        for (Worker worker : workers) {
            worker.items.put(Worker.END);
        }
        for (Worker worker : workers) {
            worker.thread.join();
        }
        check();
    }

    private void check() {
        Throwable failed = failure;
        if (failed != null) {
            throw new IllegalStateException("the recording of an act failed", failed);
        }
    }

    @Override
    public void close() {
        workers.forEach(worker -> worker.thread.interrupt());
    }

    private final class Worker implements Runnable {

        private static final Item END = new Item(Row.NONE, List.of(), true);

        private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(MAX_WAITING_ITEMS);

        @SuppressWarnings("NullAway.Init") // set when the worker is started
        private Thread thread;

        /** After a failure the worker empties its queue and records nothing, so that no caller waits for room for ever. */
        @Override
        public void run() {
            try {
                boolean over = false;
                while (!over) {
                    var taken = new ArrayList<Item>();
                    taken.add(items.take());
                    items.drainTo(taken);
                    over = taken.removeIf(Item::isEnd);
                    if (failure == null) {
                        recordOrFail(taken);
                    }
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private void recordOrFail(List<Item> taken) {
            try {
                record(taken);
                tally.handled.add(
                        taken.stream().filter(item -> item.row().line() > 0).count());
            } catch (RuntimeException | Error failed) {
                failure = failed;
            }
        }
    }

    // --------------------------------------------------------------------------------------------------- recording

    private record Reading(Item item, Draft draft, Act act, UUID event) {}

    private void record(List<Item> items) {
        var read = new ArrayList<Reading>();
        for (Item item : items) {
            item.drafts().forEach(draft -> read(item, draft).ifPresent(read::add));
        }
        var known = new HashSet<UUID>();
        if (!read.isEmpty()) {
            known.addAll(log.known(read.stream().map(Reading::event).toList()));
        }
        for (Reading reading : read) {
            if (!known.add(reading.event())) {
                tally.nothingNew.increment();
            } else if (dry) {
                consider(reading);
            } else {
                record(reading);
            }
        }
    }

    private Optional<Reading> read(Item item, Draft draft) {
        try {
            Act act = ActJson.reported(draft.body());
            return Optional.of(new Reading(item, draft, act, EventIds.keyed(client, digest(act))));
        } catch (FaultyBody faulty) {
            reject(item, draft, faulty.faults());
            return Optional.empty();
        }
    }

    private RecordAct report(Reading reading) {
        return new RecordAct(reading.act(), reading.event(), principal, client, dependencies.moment());
    }

    private void record(Reading reading) {
        switch (dependencies.recorder().record(report(reading), false)) {
            case Outcome.OnFile recorded -> tally.acts.increment();
            case Outcome.NothingNew known -> tally.nothingNew.increment();
            case Outcome.Taken taken -> reject(reading.item(), reading.draft(), taken.faults());
            case Outcome.Refused refused -> reject(reading.item(), reading.draft(), refused.faults());
        }
    }

    private void consider(Reading reading) {
        Considered considered = dependencies.recorder().consider(report(reading), dryRun);
        if (!considered.faults().isEmpty()) {
            reject(reading.item(), reading.draft(), considered.faults());
        } else if (considered.isNew()) {
            tally.acts.increment();
        } else {
            tally.nothingNew.increment();
        }
    }

    private void reject(Item item, Draft draft, List<Fault> faults) {
        var reasons = new ArrayList<String>();
        for (Fault fault : faults) {
            reasons.add(fault.pointer().isEmpty() ? fault.sentence() : fault.pointer() + ": " + fault.sentence());
        }
        tally.reject(new Reject(
                item.row().line(),
                draft.column(),
                String.join("; ", reasons),
                item.row().original()));
    }

    private static String digest(Act act) {
        return Hashes.sha256Hex(CanonicalJson.bytes(ActJson.write(act)));
    }
}
