package org.geotimeline.recording;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.OnFile;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.dossier.ActSummary;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.knowledge.KnowledgeAct.ActReported;
import org.geotimeline.act.knowledge.KnowledgeAct.PayloadErased;
import org.geotimeline.store.EventFilter;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.SnapshotTable;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.store.log.SelfCheck;
import org.jspecify.annotations.Nullable;

/**
 * What a decision reads. A short history is read whole, each time. What a long one came to is kept, and the next decision reads on
 * from there; the condition of its append is the same, because everything that meets it up to where reading ended was
 * read by one decision or another.
 */
final class DecisionReader {

    /** Number of events from which on a history is long. */
    static final int LONG = 200;

    private static final int FIRST_LOOK = 4;
    private static final int LOOK = 1_000;

    private final EventLog log;
    private final SnapshotCache keeping;

    /** A long history fills memory while it is read: one at a time, and who waited may find it kept. */
    private final ReentrantLock reading = new ReentrantLock();

    DecisionReader(EventLog log, @Nullable SnapshotTable table) {
        this.log = log;
        this.keeping = new SnapshotCache(log, table);
    }

    /**
     * What a decision finds on file. Where the act itself is there, or was erased, nothing else is told.
     *
     * @param own the act that is reported, as it was recorded before
     * @param erasure what says that it was erased
     */
    record Found(Optional<Recorded> own, Optional<Recorded> erasure, List<OnFile> acts) {

        static Found own(Recorded act) {
            return new Found(Optional.of(act), Optional.empty(), List.of());
        }

        static Found erasure(Recorded act) {
            return new Found(Optional.empty(), Optional.of(act), List.of());
        }

        static Found acts(List<OnFile> acts) {
            return new Found(Optional.empty(), Optional.empty(), acts);
        }
    }

    /** For after a decision: what it read is written down where that is worth it. Nothing that fails here is told but in the log. */
    void settle() {
        keeping.write();
    }

    Found read(EventStoreTransaction ledger, ActId own, Set<EventQuery> asked) {
        if (!keeping.has(asked)) {
            Optional<Found> found = together(ledger, own, asked, asked.isEmpty() ? Long.MAX_VALUE : LONG);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return apart(ledger, own, asked);
    }

    // -------------------------------------------------------------------------------------------------------- short

    /** Empty where there is more than that. */
    private Optional<Found> together(EventStoreTransaction ledger, ActId own, Set<EventQuery> asked, long most) {
        var questions = new LinkedHashSet<EventQuery>();
        questions.add(ofAct(own));
        questions.addAll(asked);
        var read = new SourcedActs(ledger, questions, 0);
        Optional<Recorded> before = itself(own, read, most);
        if (before.isPresent()) {
            return before.map(Found::own);
        }
        if (read.events() > most) {
            read.close();
            return Optional.empty();
        }
        return erasure(own, read.acts())
                .map(Found::erasure)
                .or(() -> Optional.of(Found.acts(DossierIndex.acts(read.acts(), DecisionSnapshot.named(asked)).stream()
                        .flatMap(dossier -> dossier.onFile().stream())
                        .toList())));
    }

    private static EventQuery ofAct(ActId act) {
        return new EventQuery("act:" + act, Set.of());
    }

    /** Reads until the act itself is found, or to the end; not much more than {@code most} events. */
    private static Optional<Recorded> itself(ActId own, SourcedActs read, long most) {
        while (read.events() <= most && read.next()) {
            for (Recorded act : read.latest()) {
                if (act.id().equals(own)) {
                    read.close();
                    return Optional.of(act);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Recorded> erasure(ActId own, List<Recorded> read) {
        return read.stream()
                .filter(act -> act.act() instanceof PayloadErased erased
                        && erased.about().act().equals(own))
                .findFirst();
    }

    // --------------------------------------------------------------------------------------------------------- long

    /** The act itself is looked for apart, so that the other questions are the same for every act that asks them. */
    private Found apart(EventStoreTransaction ledger, ActId own, Set<EventQuery> asked) {
        var ofOwn = new SourcedActs(ledger, Set.of(ofAct(own)), 0);
        Optional<Recorded> before = itself(own, ofOwn, Long.MAX_VALUE);
        if (before.isPresent()) {
            return Found.own(before.get());
        }
        Optional<Recorded> erased = erasure(own, ofOwn.acts());
        if (erased.isPresent()) {
            return Found.erasure(erased.get());
        }
        boolean onlyReports = ofOwn.acts().stream().allMatch(act -> act.act() instanceof ActReported);
        if (!onlyReports) { // acts about an act that decodes to nothing may be about others as well
            return together(ledger, own, asked, Long.MAX_VALUE).orElseThrow();
        }
        DecisionSnapshot kept = keptOn(ledger, asked).orElseGet(() -> whole(ledger, asked));
        return Found.acts(kept.acts().values().stream()
                .map(docket -> docket.onFile(() -> first(docket)))
                .toList());
    }

    /** What is kept, with what was recorded since; empty where nothing is, or where not all of that can be entered. */
    private Optional<DecisionSnapshot> keptOn(EventStoreTransaction ledger, Set<EventQuery> asked) {
        Optional<DecisionSnapshot> kept = keeping.of(asked);
        if (kept.isEmpty()) {
            return kept;
        }
        if (keeping.isDue(asked)) {
            return Optional.of(checked(ledger, asked, kept.get()));
        }
        Optional<DecisionSnapshot> next =
                kept.get().with(asked, since(ledger, asked, kept.get()), this::first, this::mayMatter);
        next.ifPresentOrElse(one -> keeping.keep(asked, one), () -> keeping.forget(asked));
        return next;
    }

    private static DecisionSnapshot.Read since(
            EventStoreTransaction ledger, Set<EventQuery> asked, DecisionSnapshot kept) {
        return new SourcedActs(ledger, asked, kept.position()).all();
    }

    /** Reads all again, and throws away what is kept where it says something else. */
    private DecisionSnapshot checked(EventStoreTransaction ledger, Set<EventQuery> asked, DecisionSnapshot kept) {
        DecisionSnapshot.Read whole = new SourcedActs(ledger, asked, 0).all();
        DecisionSnapshot fresh = DecisionSnapshot.of(asked, whole, kept.erased());
        Optional<DecisionSnapshot> next = kept.with(asked, whole.after(kept), this::first, this::mayMatter);
        if (next.isPresent() && !next.get().agrees(fresh)) {
            keeping.refute(asked, kept);
        }
        keep(asked, whole, fresh);
        return fresh;
    }

    private DecisionSnapshot whole(EventStoreTransaction ledger, Set<EventQuery> asked) {
        reading.lock();
        try {
            if (keeping.has(asked)) {
                Optional<DecisionSnapshot> kept = keptOn(ledger, asked);
                if (kept.isPresent()) {
                    return kept.get();
                }
            }
            long erased = log.footing(0).erased(); // before the reading: what is erased meanwhile is not counted
            DecisionSnapshot.Read whole = new SourcedActs(ledger, asked, 0).all();
            DecisionSnapshot fresh = DecisionSnapshot.of(asked, whole, erased);
            keep(asked, whole, fresh);
            return fresh;
        } finally {
            reading.unlock();
        }
    }

    private void keep(Set<EventQuery> asked, DecisionSnapshot.Read whole, DecisionSnapshot fresh) {
        if (whole.events() >= LONG && whole.canGoOn()) {
            keeping.keep(asked, fresh);
        }
    }

    /** What is kept of these questions is not used again. */
    void forget(Set<EventQuery> asked) {
        keeping.forget(asked);
    }

    // --------------------------------------------------------------------------------------------------------- acts

    /** An act as it stands on file, and the event in which it does. */
    record Placed(StoredEvent stored, Recorded act) {}

    /** The act itself among all acts about it: nearly always the first, and so of a long history little is read. */
    Optional<Placed> first(ActId act) {
        long read = 0;
        for (int page = FIRST_LOOK; ; page = LOOK) {
            List<StoredEvent> events = log.read(read, Long.MAX_VALUE, about(act), page);
            Optional<Placed> found = events.stream()
                    .flatMap(stored -> EventDecoder.acts(stored).stream().map(own -> new Placed(stored, own)))
                    .filter(each -> each.act().id().equals(act))
                    .findFirst();
            if (found.isPresent() || events.size() < page) {
                return found;
            }
            read = events.getLast().position();
        }
    }

    static EventFilter about(ActId act) {
        return new EventFilter(Set.of(), Set.of("act:" + act.whole()));
    }

    private Recorded first(ActSummary docket) {
        return EventDecoder.acts(log.at(List.of(docket.position()))).stream()
                .filter(act -> act.id().equals(docket.id()))
                .findFirst()
                .orElseThrow(() -> new Gone(docket));
    }

    /** Whether it is a saying that may have changed another act; so it is also where it cannot be read. */
    private boolean mayMatter(ActId act) {
        return first(act)
                .map(placed -> placed.act().act())
                .map(found -> found instanceof KnowledgeAct && !(found instanceof ActReported))
                .orElse(true);
    }

    /** An act was erased just now: what is kept of it is of no use any more. */
    static final class Gone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Gone(ActSummary docket) {
            super("act '%s' does not stand at position %d any more".formatted(docket.id(), docket.position()));
        }
    }

    // -------------------------------------------------------------------------------------------------------- check

    /**
     * Folds again from the ledger what is kept, those first that were not checked for longest, and throws away what differs.
     *
     * @param most maximum number of events that are read; at least those of one snapshot
     */
    List<SelfCheck.Finding> check(long most) {
        return keeping.check(most);
    }
}
