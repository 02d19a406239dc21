package org.geotimeline.recording;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Decision;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Family;
import org.geotimeline.act.OnFile;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.json.Fault;
import org.geotimeline.ledger.CanonicalJson;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.PostgresEventStore;
import org.geotimeline.store.SnapshotTable;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.store.log.SelfCheck;

/**
 * The one way into the ledger, for every family: reads the events that the family's rules need, decides, appends.
 *
 * <p>The append succeeds only if no matching event was appended since the read. Otherwise the decision is made again, a
 * bounded number of times.
 */
public final class Recorder {

    private static final int MAX_TRIES = 10;
    private static final int MAX_DIFFERENCES = 20;

    private final EventStore store;
    private final UnitOfWorkFactory work;
    private final EventLog log;
    private final Register register;
    private final ReportFaults reportFaults;
    private final PossibleDuplicates possibleDuplicates;
    private final DecisionReader reader;

    /** Snapshots of long histories are kept in memory alone, and are lost with a restart. */
    public Recorder(EventStore store, UnitOfWorkFactory work, EventLog log, Register register) {
        this(store, work, log, register, new DecisionReader(log, null));
    }

    /** Snapshots of long histories are kept in the table as well. */
    public Recorder(
            EventStore store, UnitOfWorkFactory work, EventLog log, Register register, SnapshotTable snapshots) {
        this(store, work, log, register, new DecisionReader(log, snapshots));
    }

    private Recorder(EventStore store, UnitOfWorkFactory work, EventLog log, Register register, DecisionReader reader) {
        this.store = store;
        this.work = work;
        this.log = log;
        this.register = register;
        this.reportFaults = new ReportFaults(log, register);
        this.possibleDuplicates = new PossibleDuplicates(log);
        this.reader = reader;
    }

    /**
     * Records a reported act, or returns why not.
     *
     * @throws ContestedDecision if other appends were faster each time; nothing was recorded
     */
    public Outcome record(RecordAct report) {
        return record(report, true);
    }

    /**
     * The same, for callers that record many acts and need no duplicates.
     *
     * @param duplicates whether to look for possible duplicates, which takes longer than the recording itself
     */
    public Outcome record(RecordAct report, boolean duplicates) {
        List<Fault> faults = reportFaults.of(report);
        if (!faults.isEmpty()) {
            return new Outcome.Refused(faults);
        }
        for (int tried = 1; ; tried++) {
            try {
                Outcome outcome = attempt(report, duplicates);
                reader.writeSnapshots();
                return outcome;
            } catch (AppendEventsTransactionRejectedException | ErasedMeanwhile changed) {
                if (tried == MAX_TRIES) {
                    throw new ContestedDecision(report.act().id().text(), MAX_TRIES, changed);
                }
            }
        }
    }

    /**
     * Decides about a reported act and records nothing.
     *
     * @param considered the acts of the dry run so far, which count as on file; the acts of this decision are added
     */
    public Considered consider(RecordAct report, DryRun considered) {
        List<Fault> faults = new ReportFaults(log, register, considered).of(report);
        if (!faults.isEmpty()) {
            return new Considered(false, faults);
        }
        return work.create()
                .executeWithResult(context ->
                        CompletableFuture.completedFuture(considered(report, store.transaction(context), considered)))
                .join();
    }

    private Considered considered(RecordAct report, EventStoreTransaction ledger, DryRun considered) {
        Act act = report.act();
        DecisionReader.Found found =
                reader.read(ledger, act.id(), queries(ActTypes.all().of(act).rules(), act), considered);
        if (found.own().isPresent()) {
            return new Considered(false, differences(act, found.own().get()));
        }
        if (found.erasure().isPresent()) {
            return new Considered(false, List.of());
        }
        return switch (decide(act, found.acts())) {
            case Decision.Refused refused -> new Considered(false, refused.faults());
            case Decision.Acts acts -> {
                considered.add(report, acts.acts());
                yield new Considered(true, List.of());
            }
        };
    }

    /**
     * The decision about an act that is not recorded.
     *
     * @param isNew true if the act would be recorded
     * @param faults the faults for which it would be refused; empty for an act that is on file
     */
    public record Considered(boolean isNew, List<Fault> faults) {}

    /**
     * Compares the snapshots of long histories with the ledger, and drops those that differ.
     *
     * @param maxEvents the most events to read, or one whole snapshot; least recently checked rows first
     */
    public List<SelfCheck.Finding> checkSnapshots(long maxEvents) {
        return reader.check(maxEvents);
    }

    // ------------------------------------------------------------------------------------------ read, decide, append

    /** One try: read, decide, append. */
    private Outcome attempt(RecordAct report, boolean duplicates) {
        var unit = work.create();
        var appended = new CompletableFuture<List<StoredEvent>>();
        unit.runOnAfterCommit(context -> appended.complete(context.getResource(PostgresEventStore.APPENDED)));
        try {
            Optional<Outcome> answer = unit.executeWithResult(context ->
                            CompletableFuture.completedFuture(readDecideAppend(report, store.transaction(context))))
                    .join();
            return answer.orElseGet(() -> onFile(report, appended.join(), duplicates));
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof AppendEventsTransactionRejectedException lost) {
                throw lost;
            }
            if (failed.getCause() instanceof ErasedMeanwhile erased) {
                throw erased;
            }
            return keyTaken(report).orElseThrow(() -> failed);
        }
    }

    /** The answer that needs no append; empty if acts are appended, because only the commit gives their events. */
    private Optional<Outcome> readDecideAppend(RecordAct report, EventStoreTransaction ledger) {
        DecisionReader.Found found = read(report.act(), ledger);
        Optional<Outcome> known = alreadyKnown(report.act(), found);
        if (known.isPresent()) {
            return known;
        }
        return switch (decide(report.act(), found.acts())) {
            case Decision.Refused refused -> Optional.of(new Outcome.Refused(refused.faults()));
            case Decision.Acts acts -> {
                append(report, acts.acts(), ledger);
                yield Optional.empty();
            }
        };
    }

    private DecisionReader.Found read(Act act, EventStoreTransaction ledger) {
        return reader.read(ledger, act.id(), queries(ActTypes.all().of(act).rules(), act));
    }

    private static Decision decide(Act act, List<OnFile> onFile) {
        return ruling(ActTypes.all().of(act).rules(), act, onFile);
    }

    @SuppressWarnings("unchecked") // a type's rules are those of its own family
    private static <A extends Act> Decision ruling(Family<A> family, Act act, List<OnFile> onFile) {
        return family.decide((A) act, onFile);
    }

    @SuppressWarnings("unchecked")
    private static <A extends Act> Set<EventQuery> queries(Family<A> family, Act act) {
        return family.reads((A) act);
    }

    private void append(RecordAct report, List<Act> acts, EventStoreTransaction ledger) {
        Set<String> inherited = inherited(report.act());
        for (int i = 0; i < acts.size(); i++) {
            ledger.appendEvent(message(report, acts.get(i), i, inherited));
        }
    }

    private Outcome onFile(RecordAct report, List<StoredEvent> events, boolean duplicates) {
        return new Outcome.OnFile(
                events, duplicates ? possibleDuplicates.of(report.act(), events.getFirst()) : List.of());
    }

    // --------------------------------------------------------------------------------------------- already on file

    /** An act that is on file or was erased is not recorded again. */
    private Optional<Outcome> alreadyKnown(Act reported, DecisionReader.Found found) {
        return found.own()
                .map(own -> compared(reported, own))
                .or(() -> found.erasure().map(this::nothingNew));
    }

    /** An append whose conditions all hold fails if its event id stands for another act. */
    private Optional<Outcome> keyTaken(RecordAct report) {
        return log.byId(report.event())
                .map(other -> new Outcome.Taken(List.of(new Fault(
                        "",
                        "the idempotency key, or the source and id of the CloudEvent, was used before, for act '%s'"
                                .formatted(idOf(other))))));
    }

    private Outcome compared(Act reported, Recorded onFile) {
        List<Fault> differences = differences(reported, onFile);
        return differences.isEmpty() ? nothingNew(onFile) : new Outcome.Taken(differences);
    }

    private static List<Fault> differences(Act reported, Recorded onFile) {
        return BodyDifferences.of(ActJson.write(reported), onFile.body())
                .limit(MAX_DIFFERENCES)
                .map(pointer -> new Fault(
                        pointer,
                        "act '%s' is on file with another body, different here; a correction is an act of its own"
                                .formatted(reported.id())))
                .toList();
    }

    private Outcome nothingNew(Recorded onFile) {
        return new Outcome.NothingNew(log.at(List.of(onFile.position())).getFirst());
    }

    // ----------------------------------------------------------------------------------------------------- messages

    /**
     * A knowledge act carries the tags of its target, so that a reader of a listing also reads that its imposition was
     * retracted.
     */
    private Set<String> inherited(Act act) {
        return act instanceof KnowledgeAct said
                ? reader.first(said.about().act()).map(Recorder::tags).orElse(Set.of())
                : Set.of();
    }

    /** The stored tags, and the current ones if a lift has changed them. */
    private static Set<String> tags(DecisionReader.Placed found) {
        var tags = new TreeSet<>(found.stored().tags());
        tags.addAll(found.act().act().tags());
        return tags;
    }

    private static EventMessage message(RecordAct report, Act act, int part, Set<String> inherited) {
        ActType type = ActTypes.all().of(act);
        var tags = new TreeSet<String>(act.tags());
        tags.add("act:" + act.id());
        if (part == 0) {
            tags.addAll(inherited);
        }
        UUID event = part == 0 ? report.event() : EventIds.derived(report.event(), part);
        return new GenericEventMessage(
                event.toString(),
                new MessageType(type.qualifiedName(), type.version()),
                new Entry(CanonicalJson.bytes(ActJson.write(act)), tags),
                metadata(report, act),
                report.at());
    }

    private static Map<String, String> metadata(RecordAct report, Act act) {
        var metadata = new TreeMap<>(Map.of(
                "recorder",
                report.recorder(),
                "client",
                report.client(),
                "correlation",
                report.event().toString()));
        if (act instanceof KnowledgeAct.ActSplit split) {
            metadata.put(
                    EventDecoder.VERSIONS,
                    split.into().stream()
                            .map(part -> ActTypes.all().of(part).version())
                            .collect(joining(",")));
        }
        return metadata;
    }

    private static String idOf(StoredEvent stored) {
        return EventDecoder.acts(stored).stream()
                .findFirst()
                .map(act -> act.id().text())
                .orElseGet(() -> stored.id().toString());
    }
}
