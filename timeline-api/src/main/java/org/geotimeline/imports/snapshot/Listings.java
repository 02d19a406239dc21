package org.geotimeline.imports.snapshot;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.sanctions.SanctionsAct.PartyDelisted;
import org.geotimeline.act.sanctions.SanctionsAct.PartyListed;
import org.geotimeline.imports.format.SnapshotFormat;
import org.geotimeline.recording.EventDecoder;
import org.geotimeline.store.EventFilter;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;

/** One list according to the snapshots of one dataset: each reference with its times on the list, oldest first. */
final class Listings {

    private static final String LIST_TAG = "list:";
    private static final int PAGE_EVENTS = 1_000;

    private final Map<String, List<Time>> byReference = new TreeMap<>();

    /**
     * A time on the list.
     *
     * @param known the day of the first snapshot that shows the entry
     * @param delisting the end of this time; null while it lasts
     */
    record Time(
            ActId listing,
            String party,
            SnapshotFormat.Kind kind,
            LocalDate known,
            String valid,
            @Nullable Delisting delisting) {

        /** True if the entry is on the list according to the snapshots up to that day. */
        boolean standsOn(LocalDate day) {
            return !known.isAfter(day) && (delisting == null || day.isBefore(delisting.known()));
        }
    }

    /** @param known the day of the first snapshot that no longer shows the entry */
    record Delisting(ActId id, LocalDate known, String valid, LocalDate earliest) {}

    Map<String, List<Time>> byReference() {
        return byReference;
    }

    List<Time> of(String reference) {
        return byReference.getOrDefault(reference, List.of());
    }

    /** The lists on which the dataset has placed an actor. */
    static Set<String> lists(EventLog log, String dataset) {
        String type = ActTypes.all()
                .named(PartyListed.class.getSimpleName())
                .orElseThrow()
                .qualifiedName();
        var filter = new EventFilter(Lifts.all().storedAs(type), Set.of());
        var lists = new HashSet<String>();
        long head = log.head();
        for (long read = 0; read < head; ) {
            List<StoredEvent> page = log.read(read, head, filter, PAGE_EVENTS);
            page.forEach(event -> lists(event)
                    .filter(list -> !lists.contains(list) && isOf(dataset, event))
                    .forEach(lists::add));
            read = page.size() < PAGE_EVENTS ? head : page.getLast().position();
        }
        return lists;
    }

    private static Stream<String> lists(StoredEvent event) {
        return event.tags().stream()
                .filter(tag -> tag.startsWith(LIST_TAG))
                .map(tag -> tag.substring(LIST_TAG.length()));
    }

    private static boolean isOf(String dataset, StoredEvent event) {
        return EventDecoder.acts(event).stream()
                .anyMatch(act -> act.body().path("dataset").asString("").equals(dataset));
    }

    /** Reads a list from the ledger. */
    static Listings of(EventLog log, String list, String dataset) {
        var listed = new EventQuery(LIST_TAG + list, Set.of());
        return of(EventDecoder.found(log, listed, log.head(), Integer.MAX_VALUE), dataset);
    }

    static Listings of(List<Recorded> entries, String dataset) {
        var ofAct = new LinkedHashMap<ActId, List<Recorded>>();
        for (Recorded entry : entries) {
            touched(entry)
                    .forEach(id ->
                            ofAct.computeIfAbsent(id, none -> new ArrayList<>()).add(entry));
        }
        var revisions = new LinkedHashMap<ActId, Revision>();
        ofAct.forEach((id, all) -> new Dossier(id, all)
                .latest()
                .filter(r -> r.circumstances()
                        .map(Circumstances::dataset)
                        .filter(d -> d.text().equals(dataset))
                        .isPresent())
                .ifPresent(r -> revisions.put(id, r)));
        return new Listings().fold(revisions);
    }

    /** The act itself, and the acts that it is about. */
    private static Set<ActId> touched(Recorded entry) {
        var ids = new LinkedHashSet<ActId>();
        ids.add(entry.id());
        if (entry.act() instanceof KnowledgeAct said) {
            ids.addAll(said.targets());
        }
        return ids;
    }

    private Listings fold(Map<ActId, Revision> revisions) {
        Map<ActId, LocalDate> known = firstKnown(revisions);
        var delistings = new LinkedHashMap<ActId, Delisting>();
        revisions.values().stream().filter(Revision::stands).forEach(r -> {
            ActId ended =
                    r.act() instanceof PartyDelisted delisted ? delisted.about().ends() : null;
            if (ended != null) {
                Edtf valid = r.circumstances().orElseThrow().valid();
                delistings.put(
                        kept(ended, revisions),
                        new Delisting(
                                r.id(), Objects.requireNonNull(known.get(r.id())), valid.toString(), valid.lower()));
            }
        });
        revisions.values().stream().filter(Revision::stands).forEach(r -> {
            if (r.act() instanceof PartyListed listed && listed.reference() != null) {
                byReference
                        .computeIfAbsent(listed.reference(), none -> new ArrayList<>())
                        .add(new Time(
                                r.id(),
                                listed.about().subjects().getFirst().id().text(),
                                "entity".equals(listed.kind())
                                        ? SnapshotFormat.Kind.ENTITY
                                        : SnapshotFormat.Kind.INDIVIDUAL,
                                Objects.requireNonNull(known.get(r.id())),
                                listed.about().valid().toString(),
                                delistings.get(r.id())));
            }
        });
        byReference.values().forEach(times -> times.sort(Comparator.comparing(Time::known)));
        return this;
    }

    private static ActId kept(ActId id, Map<ActId, Revision> revisions) {
        return Optional.ofNullable(revisions.get(id))
                .flatMap(Revision::mergedInto)
                .orElse(id);
    }

    /** An act into which others were merged has been known since the first of them. */
    private static Map<ActId, LocalDate> firstKnown(Map<ActId, Revision> revisions) {
        var first = new LinkedHashMap<ActId, LocalDate>();
        for (Revision revision : revisions.values()) {
            LocalDate known = revision.known().atZone(ZoneOffset.UTC).toLocalDate();
            first.merge(
                    revision.mergedInto().orElse(revision.id()),
                    known,
                    (one, other) -> one.isBefore(other) ? one : other);
        }
        return first;
    }
}
