package org.geotimeline.recording;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
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
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Decision;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Family;
import org.geotimeline.act.Mentions;
import org.geotimeline.act.OnFile;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.id.ActorId;
import org.geotimeline.act.id.DatasetId;
import org.geotimeline.act.id.ForumId;
import org.geotimeline.act.id.ListId;
import org.geotimeline.act.id.SourceId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.registry.RegistryAct;
import org.geotimeline.json.Fault;
import org.geotimeline.json.Word;
import org.geotimeline.ledger.CanonicalJson;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.PostgresEventStore;
import org.geotimeline.store.SnapshotTable;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.store.log.SelfCheck;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one way into the ledger, for every family: reads what the family's rules ask for, decides, appends.
 *
 * <p>What was read is the condition of the append. Where another append was faster, the decision is made anew, a bounded
 * number of times.
 */
public final class Recorder {

    private static final int TRIES = 10;

    private static final int MOST_DIFFERENCES = 20;

    /** How many acts of the same type and first actor are looked at for possible duplicates, newest first. */
    private static final int DUPLICATES_LOOKED_AT = 50;

    private final EventStore store;
    private final UnitOfWorkFactory work;
    private final EventLog log;
    private final Register register;
    private final DecisionReader readings;

    /** What long readings came to is kept in memory alone, and read again after a start. */
    public Recorder(EventStore store, UnitOfWorkFactory work, EventLog log, Register register) {
        this(store, work, log, register, new DecisionReader(log, null));
    }

    /** It is kept in the table as well. */
    public Recorder(EventStore store, UnitOfWorkFactory work, EventLog log, Register register, SnapshotTable kept) {
        this(store, work, log, register, new DecisionReader(log, kept));
    }

    private Recorder(
            EventStore store, UnitOfWorkFactory work, EventLog log, Register register, DecisionReader readings) {
        this.store = store;
        this.work = work;
        this.log = log;
        this.register = register;
        this.readings = readings;
    }

    /**
     * Records a reported act, or says why not.
     *
     * @throws ContestedDecision when it lost against other appends too often; nothing was recorded
     */
    public Outcome record(RecordAct report) {
        return record(report, true);
    }

    /**
     * The same for who records many and asks of none whether it was said before under another id.
     *
     * @param duplicates whether possible duplicates are looked for, which takes longer than the recording itself
     */
    public Outcome record(RecordAct report, boolean duplicates) {
        List<Fault> faults = faults(report);
        if (!faults.isEmpty()) {
            return new Outcome.Refused(faults);
        }
        for (int tried = 1; ; tried++) {
            try {
                Outcome outcome = attempt(report, duplicates);
                readings.settle();
                return outcome;
            } catch (AppendEventsTransactionRejectedException lost) {
                if (tried == TRIES) {
                    throw new ContestedDecision(report.act().id().text(), TRIES, lost);
                }
            }
        }
    }

    /**
     * Folds again from the ledger what long readings came to and is kept, and throws away what differs.
     *
     * @param most so many events are read, or those of one reading; those first that were not checked for longest
     */
    public List<SelfCheck.Finding> checkKept(long most) {
        return readings.check(most);
    }

    // ----------------------------------------------------------------------------- what needs no consistency

    private List<Fault> faults(RecordAct report) {
        var faults = new ArrayList<Fault>();
        Act act = report.act();
        act.known()
                .filter(known -> known.earliest().isAfter(report.at()))
                .ifPresent(known -> faults.add(new Fault(
                        "/known",
                        "known time '%s' is still to come; it is %s now, and a known time is never later"
                                .formatted(known, report.at()))));
        unregistered(act, faults);
        reserved(act.id(), "/id", faults);
        faults.addAll(emptyDates(act));
        if (act instanceof KnowledgeAct.ActSplit split) {
            for (int i = 0; i < split.into().size(); i++) {
                String at = "/into/" + i;
                Act part = split.into().get(i);
                unregistered(part, faults);
                reserved(part.id(), at + "/id", faults);
                emptyDates(part).forEach(fault -> faults.add(fault.under(at)));
            }
        }
        return faults;
    }

    private static List<Fault> emptyDates(Act act) {
        return act.about() instanceof Circumstances about ? about.emptyDates() : List.of();
    }

    private static void reserved(ActId id, String pointer, List<Fault> faults) {
        if (id.isPart()) {
            faults.add(new Fault(
                    pointer, "'%s' names a part of what is recorded as '%s'; give another".formatted(id, id.whole())));
        }
    }

    /** A name that others refer to stays for ever, so that it needs no part in the condition of the append. */
    private void unregistered(Act act, List<Fault> faults) {
        String own = act instanceof RegistryAct registration ? registration.registers() : "";
        Mentions.of(act, (pointer, word) -> {
            String kind = kind(word);
            if (!kind.isEmpty() && !own.equals(kind + ":" + word.text()) && !register.has(kind, word.text())) {
                faults.add(new Fault(
                        pointer,
                        "no %s '%s' is registered".formatted(kind, word.text()),
                        register.nearest(kind, word.text())));
            }
        });
        ends(act)
                .filter(ended -> log.read(0, Long.MAX_VALUE, DecisionReader.about(ended), 1)
                        .isEmpty())
                .ifPresent(ended -> faults.add(
                        new Fault("/ends", "act '%s', which this one ends, is not on file".formatted(ended))));
    }

    private static Optional<ActId> ends(Act act) {
        return act.about() instanceof Circumstances about && !Boolean.TRUE.equals(about.unanchored())
                ? Optional.ofNullable(about.ends())
                : Optional.empty();
    }

    private static String kind(Word word) {
        return switch (word) {
            case ActorId actor -> "actor";
            case ForumId forum -> "forum";
            case ListId list -> "list";
            case SourceId source -> "source";
            case DatasetId dataset -> "dataset";
            default -> "";
        };
    }

    // ------------------------------------------------------------------------------------------ read, decide, append

    private Outcome attempt(RecordAct report, boolean duplicates) {
        var unit = work.create();
        var appended = new CompletableFuture<List<StoredEvent>>();
        unit.runOnAfterCommit(context -> appended.complete(context.getResource(PostgresEventStore.APPENDED)));
        try {
            Outcome decided = unit.executeWithResult(
                            context -> CompletableFuture.completedFuture(decide(report, store.transaction(context))))
                    .join();
            return decided instanceof Outcome.OnFile ? onFile(report, appended.join(), duplicates) : decided;
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof AppendEventsTransactionRejectedException lost) {
                throw lost;
            }
            return taken(report).orElseThrow(() -> failed);
        }
    }

    /** Why an append failed that holds all conditions: its event id may stand for another act. */
    private Optional<Outcome> taken(RecordAct report) {
        return log.byId(report.event())
                .map(other -> new Outcome.Taken(List.of(
                        new Fault("", "the idempotency key was used before, for act '%s'".formatted(idOf(other))))));
    }

    private Outcome decide(RecordAct report, EventStoreTransaction ledger) {
        Family<?> family = ActTypes.all().of(report.act()).rules();
        Set<EventQuery> asked = questions(report.act(), family);
        try {
            return decide(report, readings.read(ledger, report.act().id(), asked), ledger);
        } catch (DecisionReader.Gone gone) {
            readings.forget(asked);
            return decide(report, readings.read(ledger, report.act().id(), asked), ledger);
        }
    }

    private Outcome decide(RecordAct report, DecisionReader.Found found, EventStoreTransaction ledger) {
        Act act = report.act();
        if (found.own().isPresent()) {
            return compared(act, found.own().get());
        }
        if (found.erasure().isPresent()) {
            return nothingNew(found.erasure().get()); // what was erased is not recorded again, by whomever it is said
        }
        return switch (decision(ActTypes.all().of(act).rules(), act, found.acts())) {
            case Decision.Refused refused -> new Outcome.Refused(refused.faults());
            case Decision.Acts acts -> append(report, acts.acts(), ledger);
        };
    }

    @SuppressWarnings("unchecked") // a type's rules are those of its own family
    private static <A extends Act> Decision decision(Family<A> family, Act act, List<OnFile> onFile) {
        return family.decide((A) act, onFile);
    }

    @SuppressWarnings("unchecked")
    private static <A extends Act> Set<EventQuery> questions(Act act, Family<A> family) {
        return family.reads((A) act);
    }

    private Outcome compared(Act reported, Recorded onFile) {
        List<Fault> differences = differences(ActJson.write(reported), onFile.body(), "")
                .limit(MOST_DIFFERENCES)
                .map(pointer -> new Fault(
                        pointer,
                        "act '%s' is on file with another body, different here; a correction is an act of its own"
                                .formatted(reported.id())))
                .toList();
        return differences.isEmpty() ? nothingNew(onFile) : new Outcome.Taken(differences);
    }

    private Outcome nothingNew(Recorded onFile) {
        return new Outcome.NothingNew(log.at(List.of(onFile.position())).getFirst());
    }

    private Outcome append(RecordAct report, List<Act> acts, EventStoreTransaction ledger) {
        Set<String> inherited = inherited(report.act());
        for (int i = 0; i < acts.size(); i++) {
            ledger.appendEvent(message(report, acts.get(i), i, inherited));
        }
        return new Outcome.OnFile(List.of(), List.of());
    }

    /**
     * What is said of an act is found under all that the act is found under, so that whoever reads a listing also reads
     * that its imposition was retracted.
     */
    private Set<String> inherited(Act act) {
        return act instanceof KnowledgeAct said
                ? readings.first(said.about().act()).map(Recorder::tags).orElse(Set.of())
                : Set.of();
    }

    /** What is borne on file, and what is borne today where that is another. */
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

    private Outcome onFile(RecordAct report, List<StoredEvent> events, boolean duplicates) {
        return new Outcome.OnFile(events, duplicates ? possibleDuplicates(report.act(), events.getFirst()) : List.of());
    }

    // ------------------------------------------------------------------------------------------------- duplicates

    private List<String> possibleDuplicates(Act act, StoredEvent own) {
        if (!(act.about() instanceof Circumstances about)) {
            return List.of();
        }
        String actor = "actor:" + about.actors().getFirst().id();
        return Lifts.all().storedAs(own.type()).stream()
                .flatMap(type -> log.newest(actor, type, own.position(), DUPLICATES_LOOKED_AT).stream())
                .flatMap(stored -> EventDecoder.acts(stored).stream())
                .filter(other -> other.type().qualifiedName().equals(own.type()))
                .filter(other -> other.act().about() instanceof Circumstances that && same(about, that))
                .map(other -> other.id().text())
                .toList();
    }

    private static boolean same(Circumstances a, Circumstances b) {
        return parties(a.actors()).equals(parties(b.actors()))
                && a.subjects().containsAll(b.subjects())
                && b.subjects().containsAll(a.subjects())
                && a.valid().mayMeet(b.valid());
    }

    private static Set<ActorId> parties(Collection<org.geotimeline.act.Party> parties) {
        return parties.stream().map(org.geotimeline.act.Party::id).collect(toCollection(LinkedHashSet::new));
    }

    // ------------------------------------------------------------------------------------------------- difference

    /** Pointers to the places at which two bodies differ. */
    private static Stream<String> differences(JsonNode a, JsonNode b, String at) {
        if (a instanceof ObjectNode left && b instanceof ObjectNode right) {
            var names = new TreeSet<String>(left.propertyNames());
            names.addAll(right.propertyNames());
            return names.stream().flatMap(name -> differences(left.path(name), right.path(name), at + "/" + name));
        }
        return Arrays.equals(bytes(a), bytes(b)) ? Stream.empty() : Stream.of(at);
    }

    private static byte[] bytes(JsonNode node) {
        return node.isMissingNode() ? new byte[0] : CanonicalJson.bytes(node);
    }

    private static String idOf(StoredEvent stored) {
        return EventDecoder.acts(stored).stream()
                .findFirst()
                .map(act -> act.id().text())
                .orElseGet(() -> stored.id().toString());
    }
}
