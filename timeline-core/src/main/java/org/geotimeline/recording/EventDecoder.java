package org.geotimeline.recording;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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
 * Decodes stored events to acts of the current version, on every path that reads. An event nearly always decodes to one act.
 * It decodes to several acts if its type was split, and to none if its type was dropped or its payload erased.
 */
public final class EventDecoder {

    /** In the metadata of a split: the versions of the parts, in their order. */
    static final String VERSIONS = "into";

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final int MAX_CACHED_EVENTS = 2_000;

    /** Longer payloads are not cached, so that the cache holds about 60 MB at most. */
    private static final int MAX_CACHED_BYTES = 16 << 10;

    private static final int PAGE_EVENTS = 1_000;

    /** The acts of lifted events by leaf, which no two events share. */
    private static final Cache<ByteBuffer, List<Recorded>> LIFTED = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED_EVENTS)
            .executor(Runnable::run)
            .build();

    private EventDecoder() {}

    /** @throws IllegalStateException if the ledger holds a type that this version does not know */
    public static List<Recorded> acts(StoredEvent stored) {
        if (stored.isErased()) {
            LIFTED.invalidate(ByteBuffer.wrap(stored.leaf()));
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
        return stored.payload().length > MAX_CACHED_BYTES ? lifted(stored) : cached(stored);
    }

    public static List<Recorded> acts(Collection<StoredEvent> stored) {
        return stored.stream().flatMap(event -> acts(event).stream()).toList();
    }

    /** The first act of an event. Every event that this version recorded decodes to one act at least. */
    public static Recorded of(StoredEvent stored) {
        return acts(stored).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "position %d holds %s, which is read as nothing".formatted(stored.position(), stored.type())));
    }

    /** The events up to a position that carry the tag of an act; for a part, the tag of the whole act as well. */
    public static List<StoredEvent> tagged(EventLog log, ActId act, long upTo) {
        List<StoredEvent> events = log.tagged("act:" + act, upTo);
        return act.isPart()
                ? Stream.concat(log.tagged("act:" + act.whole(), upTo).stream(), events.stream())
                        .sorted(Comparator.comparingLong(StoredEvent::position))
                        .toList()
                : events;
    }

    /**
     * All acts that a query means, up to a position, in the order of the ledger.
     *
     * @param maxEvents the most events to read
     */
    public static List<Recorded> found(EventLog log, EventQuery query, long upTo, int maxEvents) {
        var found = new TreeSet<>(Recorded.ORDER);
        for (EventQuery stored : Lifts.all().stored(query)) {
            var filter = new EventFilter(stored.types(), stored.tag().isEmpty() ? Set.of() : Set.of(stored.tag()));
            int left = maxEvents;
            for (long read = 0; read < upTo && left > 0; ) {
                int wanted = Math.min(PAGE_EVENTS, left);
                List<StoredEvent> page = log.read(read, upTo, filter, wanted);
                acts(page).stream().filter(query::means).forEach(found::add);
                left -= page.size();
                read = page.size() < wanted ? upTo : page.getLast().position();
            }
        }
        return List.copyOf(found);
    }

    /**
     * Reads on with the acts of some types, page by page.
     *
     * @param read the position up to which the reader has read
     * @param head the position up to which it wants to read
     * @param types stored names of types
     * @return the position up to which it has read then
     */
    static long readOn(EventLog log, long read, long head, Set<String> types, Consumer<Recorded> take) {
        var filter = new EventFilter(types, Set.of());
        long position = read;
        while (position < head) {
            List<StoredEvent> page = log.read(position, head, filter, PAGE_EVENTS);
            acts(page).forEach(take);
            position = page.size() < PAGE_EVENTS ? head : page.getLast().position();
        }
        return position;
    }

    private static List<Recorded> cached(StoredEvent stored) {
        return LIFTED.get(ByteBuffer.wrap(stored.leaf()), leaf -> lifted(stored));
    }

    private static List<Recorded> lifted(StoredEvent stored) {
        if (!Lifts.all().knows(stored.type())) {
            throw new IllegalStateException("position %d holds %s, which this version does not know"
                    .formatted(stored.position(), stored.type()));
        }
        var body = new StoredBody(stored.type(), Integer.parseInt(stored.version()), body(stored));
        List<ObjectNode> acts =
                Lifts.all().lift(body).stream().map(one -> named(one, stored)).toList();
        List<ActId> ids = acts.stream()
                .map(one -> new ActId(one.path("id").asString()))
                .distinct()
                .toList();
        if (ids.size() < acts.size()) {
            throw new IllegalStateException(
                    "position %d is read as acts of which two have one id: %s".formatted(stored.position(), acts));
        }
        var origin = acts.equals(List.of(body.body()))
                ? Optional.<Recorded.Origin>empty()
                : Optional.of(new Recorded.Origin(body, ids));
        return acts.stream().map(one -> recorded(stored, one, origin)).toList();
    }

    private static ObjectNode named(StoredBody lifted, StoredEvent stored) {
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
