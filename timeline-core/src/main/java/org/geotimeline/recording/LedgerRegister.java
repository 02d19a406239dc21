package org.geotimeline.recording;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.act.registry.Name;
import org.geotimeline.act.registry.RegistryAct;
import org.geotimeline.act.registry.RegistryAct.ActorKind;
import org.geotimeline.act.registry.RegistryAct.ActorRegistered;
import org.geotimeline.json.Nearest;
import org.geotimeline.store.EventFilter;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.StoredEvent;

/**
 * The registered names, folded from the ledger. A registered name stays for ever, so a known name needs no
 * read of the ledger. For an unknown name, the events appended since the last read are read first.
 */
public final class LedgerRegister implements Register {

    private static final int PAGE = 1_000;
    private static final Set<String> REGISTRATIONS = Lifts.all()
            .storedAs(ActTypes.all().types().stream()
                    .filter(t -> RegistryAct.class.isAssignableFrom(t.record()))
                    .map(t -> t.qualifiedName())
                    .toList());

    private final EventLog log;
    private final Map<String, NavigableMap<String, List<String>>> namesByKind = new ConcurrentHashMap<>();
    private final NavigableMap<String, ActorKind> actors = new ConcurrentSkipListMap<>();
    private long read;

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
    public List<String> nearest(String kind, String id) {
        readOn();
        NavigableMap<String, List<String>> names = named(kind);
        List<String> byId = Nearest.to(id, names.keySet());
        Stream<String> byName = names.entrySet().stream()
                .filter(e -> !Nearest.to(id, e.getValue()).isEmpty())
                .map(Map.Entry::getKey);
        return Stream.concat(byId.stream(), byName).distinct().limit(5).toList();
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

    private synchronized void readOn() {
        long head = log.head();
        while (read < head) {
            List<StoredEvent> page = log.read(read, head, new EventFilter(REGISTRATIONS, Set.of()), PAGE);
            EventDecoder.acts(page).forEach(recorded -> take(recorded.act()));
            read = page.size() < PAGE ? head : page.getLast().position();
        }
    }

    private void take(Act act) {
        if (act instanceof RegistryAct registration) {
            String tag = registration.registers();
            int colon = tag.indexOf(':');
            named(tag.substring(0, colon)).put(tag.substring(colon + 1), texts(registration));
        }
        if (act instanceof ActorRegistered actor) {
            actors.put(actor.actor().text(), actor.kind());
        }
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
