package org.geotimeline.recording;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.store.EventFilter;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.PostgresEventStore;
import org.geotimeline.store.StoredEvent;

/**
 * The acts that queries mean, event by event, from a position on. The queries become part of the condition of the append, even
 * if not all events are read. The condition holds from the end of the last complete read on.
 */
final class SourcedActs {

    private static final int PAGE_EVENTS = 1_000;

    private final MessageStream<? extends EventMessage> events;
    private final Set<EventQuery> asked;
    private final boolean widened;
    private final List<Recorded> acts = new ArrayList<>();
    private List<Recorded> latest = List.of();
    private long position;
    private String leaf = "";
    private long count;

    SourcedActs(EventStoreTransaction ledger, Set<EventQuery> asked, long after) {
        Set<EventQuery> stored = stored(asked);
        EventCriteria criteria =
                EventCriteria.either(stored.stream().map(SourcedActs::criteria).toList());
        this.events = ledger.source(
                SourcingCondition.conditionFor(new GlobalIndexConsistencyMarker(after).position(), criteria));
        this.asked = asked;
        this.widened = !stored.equals(asked);
        this.position = after;
    }

    private static Set<EventQuery> stored(Set<EventQuery> asked) {
        return asked.stream()
                .flatMap(question -> Lifts.all().stored(question).stream())
                .collect(toCollection(LinkedHashSet::new));
    }

    /** The same without a decision: all acts up to a position, in the order of the ledger. */
    static List<Recorded> history(EventLog log, Set<EventQuery> asked, long upTo) {
        Set<EventQuery> stored = stored(asked);
        boolean widened = !stored.equals(asked);
        var found = new TreeSet<>(Recorded.ORDER);
        for (EventQuery question : stored) {
            var filter =
                    new EventFilter(question.types(), question.tag().isEmpty() ? Set.of() : Set.of(question.tag()));
            for (long read = 0; read < upTo; ) {
                List<StoredEvent> page = log.read(read, upTo, filter, PAGE_EVENTS);
                EventDecoder.acts(page).stream()
                        .filter(act -> isMeant(act, asked, widened))
                        .forEach(found::add);
                read = page.size() < PAGE_EVENTS ? upTo : page.getLast().position();
            }
        }
        return List.copyOf(found);
    }

    private static EventCriteria criteria(EventQuery question) {
        Set<QualifiedName> types =
                question.types().stream().map(QualifiedName::new).collect(toCollection(LinkedHashSet::new));
        if (question.tag().isEmpty()) {
            return EventCriteria.havingAnyTag().andBeingOneOfTypes(types);
        }
        int colon = question.tag().indexOf(':');
        Tag tag = Tag.of(question.tag().substring(0, colon), question.tag().substring(colon + 1));
        return EventCriteria.havingTags(tag).andBeingOneOfTypes(types);
    }

    /**
     * Reads one more event; false if there is none.
     *
     * @throws IllegalStateException if the ledger cannot be read
     */
    boolean next() {
        while (true) {
            var next = events.next();
            if (next.isPresent()) {
                StoredEvent stored = next.get().getResource(PostgresEventStore.STORED);
                if (stored != null) {
                    take(stored);
                    return true;
                }
            } else if (events.isCompleted()) {
                events.error().ifPresent(error -> {
                    throw new IllegalStateException("the ledger cannot be read", error);
                });
                return false;
            }
        }
    }

    private void take(StoredEvent stored) {
        latest = EventDecoder.acts(stored).stream()
                .filter(act -> isMeant(act, asked, widened))
                .toList();
        acts.addAll(latest);
        position = stored.position();
        leaf = HexFormat.of().formatHex(stored.leaf());
        count++;
    }

    /** More events stand on file under the old names and tags than the current query means. */
    private static boolean isMeant(Recorded act, Set<EventQuery> asked, boolean widened) {
        return (!widened && act.origin().isEmpty()) || asked.stream().anyMatch(question -> question.means(act));
    }

    /** The acts of the last event. */
    List<Recorded> latest() {
        return latest;
    }

    /** The acts read so far. */
    List<Recorded> acts() {
        return acts;
    }

    long events() {
        return count;
    }

    /** Reads to the end. */
    DecisionSnapshot.Read all() {
        while (next()) {}
        return new DecisionSnapshot.Read(acts, position, leaf, count);
    }

    /** Reads no further. */
    void close() {
        events.close();
    }
}
