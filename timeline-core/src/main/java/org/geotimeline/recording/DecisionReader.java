package org.geotimeline.recording;

import java.util.ArrayList;
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
 * Reads what a decision needs. A short history is read whole each time. Of a long history a snapshot is kept, and the next
 * decision reads on from the snapshot. The condition of the append is the same for both: every matching event up to the end
 * of the read is in the snapshot or was read.
 */
final class DecisionReader {

    /** A history of this many events, or more, is long. */
    static final int LONG_HISTORY_EVENTS = 200;

    private static final int FIRST_PAGE_EVENTS = 4;
    private static final int PAGE_EVENTS = 1_000;

    private final EventLog log;
    private final SnapshotCache snapshots;

    /** A long history fills memory while it is read, so one is read at a time. A waiting thread may then find a snapshot. */
    private final ReentrantLock reading = new ReentrantLock();

    DecisionReader(EventLog log, @Nullable SnapshotTable table) {
        this.log = log;
        this.snapshots = new SnapshotCache(log, table);
    }

    /**
     * The acts that a decision finds on file. If the reported act itself is on file, or was erased, no other acts are read.
     *
     * @param own the reported act, as it was recorded before
     * @param erasure the act that reports its erasure
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

    /** After a decision: writes the snapshots that have grown enough. A failure is logged and does not reach the caller. */
    void writeSnapshots() {
        snapshots.write();
    }

    Found read(EventStoreTransaction ledger, ActId own, Set<EventQuery> queries) {
        if (!snapshots.has(queries)) {
            Optional<Found> found =
                    together(ledger, own, queries, queries.isEmpty() ? Long.MAX_VALUE : LONG_HISTORY_EVENTS);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return apart(ledger, own, queries);
    }

    /** The same with the acts of a dry run behind those of the ledger. A long history is read to its end. */
    Found read(EventStoreTransaction ledger, ActId own, Set<EventQuery> queries, DryRun considered) {
        List<Recorded> more = considered.found(own, queries);
        return together(ledger, own, queries, Long.MAX_VALUE, more).orElseThrow();
    }

    // -------------------------------------------------------------------------------------------------------- short

    /** Empty if the history has more events than that. */
    private Optional<Found> together(EventStoreTransaction ledger, ActId own, Set<EventQuery> queries, long maxEvents) {
        return together(ledger, own, queries, maxEvents, List.of());
    }

    private Optional<Found> together(
            EventStoreTransaction ledger, ActId own, Set<EventQuery> queries, long maxEvents, List<Recorded> more) {
        var all = new LinkedHashSet<EventQuery>();
        all.add(ofAct(own));
        all.addAll(queries);
        var read = new SourcedActs(ledger, all, 0);
        Optional<Recorded> before = itself(own, read, maxEvents)
                .or(() -> more.stream().filter(act -> act.id().equals(own)).findFirst());
        if (before.isPresent()) {
            return before.map(Found::own);
        }
        if (read.events() > maxEvents) {
            read.close();
            return Optional.empty();
        }
        List<Recorded> acts = new ArrayList<>(read.acts());
        acts.addAll(more);
        return erasure(own, acts)
                .map(Found::erasure)
                .or(() -> Optional.of(Found.acts(DossierIndex.acts(acts, DecisionSnapshot.named(queries)).stream()
                        .flatMap(dossier -> dossier.onFile().stream())
                        .toList())));
    }

    private static EventQuery ofAct(ActId act) {
        return new EventQuery("act:" + act, Set.of());
    }

    /** Reads until the act itself is found, or the limit is passed, or to the end. */
    private static Optional<Recorded> itself(ActId own, SourcedActs read, long maxEvents) {
        while (read.events() <= maxEvents && read.next()) {
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

    /** The act itself is read separately, so that acts with the same queries share one snapshot. */
    private Found apart(EventStoreTransaction ledger, ActId own, Set<EventQuery> queries) {
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
        if (!onlyReports) { // knowledge acts about an event that decodes to nothing may be about other acts as well
            return together(ledger, own, queries, Long.MAX_VALUE).orElseThrow();
        }
        DecisionSnapshot snapshot = advanced(ledger, queries).orElseGet(() -> whole(ledger, queries));
        return Found.acts(snapshot.acts().values().stream()
                .map(act -> act.onFile(() -> first(act, queries)))
                .toList());
    }

    /** The snapshot with the events since; empty if there is none, or if not all of those events can be entered. */
    private Optional<DecisionSnapshot> advanced(EventStoreTransaction ledger, Set<EventQuery> queries) {
        Optional<DecisionSnapshot> snapshot = snapshots.of(queries);
        if (snapshot.isEmpty()) {
            return snapshot;
        }
        if (snapshots.isDue(queries)) {
            return Optional.of(checked(ledger, queries, snapshot.get()));
        }
        DecisionSnapshot.Read since =
                new SourcedActs(ledger, queries, snapshot.get().position()).all();
        Optional<DecisionSnapshot> next = advanced(snapshot.get(), queries, since);
        next.ifPresentOrElse(one -> snapshots.keep(queries, one), () -> snapshots.forget(queries));
        return next;
    }

    private Optional<DecisionSnapshot> advanced(
            DecisionSnapshot snapshot, Set<EventQuery> queries, DecisionSnapshot.Read since) {
        return snapshot.with(queries, since, act -> first(act, queries), this::mayMatter);
    }

    /** Reads the whole history, and drops the snapshot if it differs. */
    private DecisionSnapshot checked(EventStoreTransaction ledger, Set<EventQuery> queries, DecisionSnapshot snapshot) {
        DecisionSnapshot.Read whole = new SourcedActs(ledger, queries, 0).all();
        DecisionSnapshot fresh = DecisionSnapshot.of(queries, whole, snapshot.erased());
        Optional<DecisionSnapshot> next = advanced(snapshot, queries, whole.after(snapshot));
        if (next.isPresent() && !next.get().agrees(fresh)) {
            snapshots.refute(queries, snapshot);
        }
        keep(queries, whole, fresh);
        return fresh;
    }

    private DecisionSnapshot whole(EventStoreTransaction ledger, Set<EventQuery> queries) {
        reading.lock();
        try {
            if (snapshots.has(queries)) {
                Optional<DecisionSnapshot> snapshot = advanced(ledger, queries);
                if (snapshot.isPresent()) {
                    return snapshot.get();
                }
            }
            long erased = log.footing(0).erased(); // before the read: an erasure during the read must not count
            DecisionSnapshot.Read whole = new SourcedActs(ledger, queries, 0).all();
            DecisionSnapshot fresh = DecisionSnapshot.of(queries, whole, erased);
            keep(queries, whole, fresh);
            return fresh;
        } finally {
            reading.unlock();
        }
    }

    private void keep(Set<EventQuery> queries, DecisionSnapshot.Read whole, DecisionSnapshot fresh) {
        if (whole.events() >= LONG_HISTORY_EVENTS && whole.canGoOn()) {
            snapshots.keep(queries, fresh);
        }
    }

    // --------------------------------------------------------------------------------------------------------- acts

    /** An act as it stands on file, and the event in which it does. */
    record Placed(StoredEvent stored, Recorded act) {}

    /** Nearly always the first event that carries the tag of the act, so that little of a long history is read. */
    Optional<Placed> first(ActId act) {
        long read = 0;
        for (int page = FIRST_PAGE_EVENTS; ; page = PAGE_EVENTS) {
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

    /** @throws ErasedMeanwhile if the act was erased after its snapshot was made; the snapshot is forgotten */
    private Recorded first(ActSummary summary, Set<EventQuery> queries) {
        return EventDecoder.acts(log.at(List.of(summary.position()))).stream()
                .filter(act -> act.id().equals(summary.id()))
                .findFirst()
                .orElseThrow(() -> {
                    snapshots.forget(queries);
                    return new ErasedMeanwhile(summary);
                });
    }

    /** Whether the act may be a knowledge act that changed another act; true if it cannot be read. */
    private boolean mayMatter(ActId act) {
        return first(act)
                .map(placed -> placed.act().act())
                .map(found -> found instanceof KnowledgeAct && !(found instanceof ActReported))
                .orElse(true);
    }

    // -------------------------------------------------------------------------------------------------------- check

    /**
     * Compares the snapshots with the ledger, and drops those that differ.
     *
     * @param maxEvents the most events to read, or one whole snapshot; least recently checked rows first
     */
    List<SelfCheck.Finding> check(long maxEvents) {
        return snapshots.check(maxEvents);
    }
}
