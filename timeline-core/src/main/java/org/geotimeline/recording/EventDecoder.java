package org.geotimeline.recording;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.StoredBody;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.store.EventFilter;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.StoredEvent;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stored events as current acts: the one place where bytes become acts again, on every path that reads. An event is one act
 * nearly always; it is several where its type was split, and none where its type was dropped or its payload erased.
 */
public final class EventDecoder {

    /** Beside a split: the versions in which it tells its parts, in their order. */
    static final String VERSIONS = "into";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Number of lifted events that are kept, none longer than {@code LONGEST_KEPT} bytes; about 60 MB at most. */
    private static final int KEPT = 2_000;

    private static final int LONGEST_KEPT = 16 << 10;

    private static final int PAGE = 1_000;

    /** By leaf, which no two events share. */
    private static final Map<ByteBuffer, List<Recorded>> LIFTED =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, List<Recorded>> eldest) {
                    return size() > KEPT;
                }
            });

    private EventDecoder() {}

    /** @throws IllegalStateException where the ledger holds a type that this version does not know */
    public static List<Recorded> acts(StoredEvent stored) {
        if (stored.isErased()) {
            LIFTED.remove(ByteBuffer.wrap(stored.leaf()));
            return List.of();
        }
        Optional<ActType> type = ActTypes.all()
                .qualified(stored.type())
                .filter(named ->
                        named.version().equals(stored.version()) && named.record() != KnowledgeAct.ActSplit.class);
        if (type.isPresent()) {
            ObjectNode body = body(stored);
            return List.of(new Recorded(stored.position(), stored.recordedAt(), type.get(), ActJson.read(body), body));
        }
        return stored.payload().length > LONGEST_KEPT ? lifted(stored) : kept(stored);
    }

    public static List<Recorded> acts(Collection<StoredEvent> stored) {
        return stored.stream().flatMap(event -> acts(event).stream()).toList();
    }

    /** The first act of an event that is read as one at least, as each is that was recorded by this version. */
    public static Recorded of(StoredEvent stored) {
        return acts(stored).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "position %d holds %s, which is read as nothing".formatted(stored.position(), stored.type())));
    }

    /** The events up to a position under whose tag an act is found: its own, or that of the event that it is a part of. */
    public static List<StoredEvent> tagged(EventLog log, ActId act, long upTo) {
        List<StoredEvent> events = log.tagged("act:" + act, upTo);
        return act.isPart()
                ? Stream.concat(log.tagged("act:" + act.whole(), upTo).stream(), events.stream())
                        .sorted(Comparator.comparingLong(StoredEvent::position))
                        .toList()
                : events;
    }

    /** All current acts that a query means, up to a position, in the order of the ledger, from a bounded number of events. */
    public static List<Recorded> found(EventLog log, EventQuery asked, long upTo, int most) {
        var found = new TreeSet<>(Recorded.ORDER);
        for (EventQuery stored : Lifts.all().stored(asked)) {
            var filter = new EventFilter(stored.types(), stored.tag().isEmpty() ? Set.of() : Set.of(stored.tag()));
            int left = most;
            for (long read = 0; read < upTo && left > 0; ) {
                int wanted = Math.min(PAGE, left);
                List<StoredEvent> page = log.read(read, upTo, filter, wanted);
                acts(page).stream().filter(asked::means).forEach(found::add);
                left -= page.size();
                read = page.size() < wanted ? upTo : page.getLast().position();
            }
        }
        return List.copyOf(found);
    }

    private static List<Recorded> kept(StoredEvent stored) {
        ByteBuffer leaf = ByteBuffer.wrap(stored.leaf());
        List<Recorded> known = LIFTED.get(leaf);
        if (known == null) {
            known = lifted(stored);
            LIFTED.put(leaf, known);
        }
        return known;
    }

    private static List<Recorded> lifted(StoredEvent stored) {
        if (!Lifts.all().knows(stored.type())) {
            throw new IllegalStateException("position %d holds %s, which this version does not know"
                    .formatted(stored.position(), stored.type()));
        }
        var body = new StoredBody(stored.type(), Integer.parseInt(stored.version()), body(stored));
        List<ObjectNode> today =
                Lifts.all().today(body).stream().map(one -> today(one, stored)).toList();
        List<ActId> ids = today.stream()
                .map(one -> new ActId(one.path("id").asString()))
                .distinct()
                .toList();
        if (ids.size() < today.size()) {
            throw new IllegalStateException(
                    "position %d is read as acts of which two have one id: %s".formatted(stored.position(), today));
        }
        var origin = today.equals(List.of(body.body()))
                ? Optional.<Recorded.Origin>empty()
                : Optional.of(new Recorded.Origin(body, ids));
        return today.stream().map(one -> recorded(stored, one, origin)).toList();
    }

    private static ObjectNode today(StoredBody lifted, StoredEvent stored) {
        boolean split = lifted.body().path("type").asString("").equals("ActSplit");
        return split ? Lifts.all().split(lifted.body(), versions(stored)) : lifted.body();
    }

    private static List<Integer> versions(StoredEvent stored) {
        String versions = stored.metadata().getOrDefault(VERSIONS, "");
        return versions.isEmpty()
                ? List.of()
                : Arrays.stream(versions.split(",")).map(Integer::valueOf).toList();
    }

    private static Recorded recorded(StoredEvent stored, ObjectNode body, Optional<Recorded.Origin> origin) {
        ActType type = ActTypes.all().named(body.path("type").asString()).orElseThrow();
        return new Recorded(stored.position(), stored.recordedAt(), type, ActJson.read(body), body, origin);
    }

    private static ObjectNode body(StoredEvent stored) {
        return (ObjectNode) JSON.readTree(stored.payload());
    }
}
