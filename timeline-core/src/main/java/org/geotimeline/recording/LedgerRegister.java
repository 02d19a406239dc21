package org.geotimeline.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct.ActCorrected;
import org.geotimeline.act.registry.Name;
import org.geotimeline.act.registry.RegistryAct;
import org.geotimeline.act.registry.RegistryAct.ActorKind;
import org.geotimeline.act.registry.RegistryAct.ActorRegistered;
import org.geotimeline.recording.names.IsoCodes;
import org.geotimeline.recording.names.NameIndex;
import org.geotimeline.store.EventLog;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The registered names, folded from the ledger. A registered id stays for ever, so a known id needs no read of the ledger. For
 * an unknown id, the events appended since the last read are read first. Corrections to names are read only if a name is looked
 * for, because a ledger may hold very many corrections of other acts.
 */
public final class LedgerRegister implements Register {

    private static final Set<String> REGISTRATIONS = Lifts.all()
            .storedAs(ActTypes.all().types().stream()
                    .filter(t -> RegistryAct.class.isAssignableFrom(t.record()))
                    .map(t -> t.qualifiedName())
                    .toList());
    private static final Set<String> CORRECTIONS = Lifts.all()
            .storedAs(ActTypes.all()
                    .named(ActCorrected.class.getSimpleName())
                    .orElseThrow()
                    .qualifiedName());

    private final EventLog log;
    private final Map<String, NavigableMap<String, List<String>>> namesByKind = new ConcurrentHashMap<>();
    private final Map<String, NameIndex> indexes = new ConcurrentHashMap<>();
    private final NavigableMap<String, ActorKind> actors = new ConcurrentSkipListMap<>();
    private final Map<ActId, Registered> registrations = new HashMap<>();
    private long read;
    private long corrected;

    /** A registered thing with its names and codes after all corrections. */
    private record Registered(String kind, String id, List<String> names, List<String> codes) {

        List<String> texts() {
            var texts = new ArrayList<>(names);
            texts.addAll(codes);
            return texts;
        }
    }

    public LedgerRegister(EventLog log) {
        this.log = log;
    }

    @Override
    public boolean has(String kind, String id) {
        if (named(kind).containsKey(id)) {
            return true;
        }
        readOn();
        return named(kind).containsKey(id);
    }

    @Override
    public List<String> named(String kind, String text) {
        readCorrections();
        return index(kind).named(text);
    }

    @Override
    public List<String> nearest(String kind, String text) {
        readCorrections();
        return index(kind).nearest(text);
    }

    @Override
    public List<String> states() {
        readOn();
        return actors.entrySet().stream()
                .filter(e -> e.getValue() == ActorKind.STATE)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The first name of an actor, or its id if it has no name. */
    public String display(String actor) {
        List<String> names = named("actor").getOrDefault(actor, List.of());
        return names.isEmpty() ? actor : names.getFirst();
    }

    /** All registered names of an actor. */
    public List<String> names(String actor) {
        return List.copyOf(named("actor").getOrDefault(actor, List.of()));
    }

    private NavigableMap<String, List<String>> named(String kind) {
        return namesByKind.computeIfAbsent(kind, k -> new ConcurrentSkipListMap<>());
    }

    private NameIndex index(String kind) {
        return indexes.computeIfAbsent(kind, k -> new NameIndex());
    }

    private synchronized void readOn() {
        read = EventDecoder.readOn(log, read, log.head(), REGISTRATIONS, this::take);
    }

    /** A correction stands behind the registration that it corrects. */
    private synchronized void readCorrections() {
        long head = log.head();
        read = EventDecoder.readOn(log, read, head, REGISTRATIONS, this::take);
        corrected = EventDecoder.readOn(log, corrected, head, CORRECTIONS, this::take);
    }

    private void take(Recorded recorded) {
        Act act = recorded.act();
        if (act instanceof RegistryAct registration) {
            String tag = registration.registers();
            int colon = tag.indexOf(':');
            var registered = new Registered(
                    tag.substring(0, colon),
                    tag.substring(colon + 1),
                    texts(registration),
                    registration instanceof ActorRegistered actor ? codes(actor.codes()) : List.of());
            named(registered.kind()).put(registered.id(), registered.names());
            put(act.id(), registered);
        }
        if (act instanceof ActCorrected correction) {
            Registered registered = registrations.get(correction.about().act());
            if (registered != null) {
                put(correction.about().act(), corrected(registered, correction.changes()));
            }
        }
        if (act instanceof ActorRegistered actor) {
            actors.put(actor.actor().text(), actor.kind());
        }
    }

    private void put(ActId act, Registered registered) {
        registrations.put(act, registered);
        index(registered.kind()).put(registered.id(), registered.texts());
    }

    private static Registered corrected(Registered registered, JsonNode changes) {
        List<String> names = changes.path("names")
                .valueStream()
                .flatMap(name -> name.path("text").asStringOpt().stream())
                .toList();
        return new Registered(
                registered.kind(),
                registered.id(),
                changes.has("names") ? names : registered.names(),
                changes.has("codes") ? codes(changes.path("codes")) : registered.codes());
    }

    /** The codes of an actor, and those that go with its code of ISO 3166. */
    private static List<String> codes(@Nullable JsonNode codes) {
        var texts = new ArrayList<String>();
        if (codes != null) {
            codes.properties()
                    .forEach(code -> code.getValue().asStringOpt().ifPresent(text -> {
                        texts.add(text);
                        if (code.getKey().startsWith("iso")) {
                            texts.addAll(IsoCodes.of(text));
                        }
                    }));
        }
        return texts;
    }

    private static List<String> texts(RegistryAct act) {
        Collection<Name> names = switch (act) {
            case ActorRegistered actor -> actor.names();
            case RegistryAct.ForumRegistered forum -> forum.names();
            case RegistryAct.ListRegistered list -> list.names();
            case RegistryAct.SourceRegistered source -> source.names();
            case RegistryAct.DatasetRegistered dataset -> dataset.names();
            case RegistryAct.RelationRecorded relation -> List.of();
            case RegistryAct.RulebookPublished rulebook -> List.of();
        };
        return names.stream().map(Name::text).toList();
    }
}
