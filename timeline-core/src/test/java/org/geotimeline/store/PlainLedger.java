package org.geotimeline.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/** What the store should be, as a list in memory that is walked: slow, and too plain to be wrong. */
final class PlainLedger {

    private final List<Event> events = new ArrayList<>();
    private final Map<UUID, Long> positions = new HashMap<>();

    record Event(UUID id, QualifiedName type, String payload, Set<Tag> tags) {

        TaggedEventMessage<?> message() {
            return Appending.event(id, type.name(), payload, tags.toArray(Tag[]::new));
        }

        boolean meets(EventCriteria criteria) {
            return criteria.matches(type, tags);
        }

        boolean isOnFileAs(StoredEvent stored) {
            return stored.id().equals(id)
                    && stored.type().equals(type.name())
                    && new String(stored.payload(), StandardCharsets.UTF_8).equals(payload)
                    && stored.tags()
                            .equals(tags.stream()
                                    .map(tag -> tag.key() + ":" + tag.value())
                                    .sorted()
                                    .toList());
        }
    }

    /**
     * An append that is asked for. The same again is asked for with the same.
     *
     * @param criteria what must not have been appended after the marker; null where nothing is asked
     */
    record Asked(List<Event> events, @Nullable EventCriteria criteria, long marker) {

        AppendCondition condition() {
            if (criteria == null) {
                return AppendCondition.none();
            }
            return AppendCondition.withCriteria(criteria)
                    .withMarker(marker == 0 ? ConsistencyMarker.ORIGIN : new GlobalIndexConsistencyMarker(marker));
        }

        List<TaggedEventMessage<?>> messages() {
            var messages = new ArrayList<TaggedEventMessage<?>>();
            events.forEach(event -> messages.add(event.message()));
            return messages;
        }

        /** Whether its condition is lost by what it appends. */
        boolean runsIntoItself() {
            return criteria != null && events.stream().anyMatch(event -> event.meets(criteria));
        }

        boolean namesAnIdTwice() {
            return events.stream().map(Event::id).distinct().count() < events.size();
        }
    }

    /** How an append is answered. */
    record Answer(Kind kind, long position) {

        enum Kind {
            /** On file, its last event at that position. */
            RECORDED,
            /** Its condition is lost. */
            CONFLICT,
            /** One of its ids is on file with another content. */
            OTHER_CONTENT,
            /** It failed, and the store says that nothing was recorded. */
            NOTHING_RECORDED,
            /** It failed, and the store does not know whether anything was recorded. */
            UNKNOWN
        }

        static Answer recorded(long position) {
            return new Answer(Kind.RECORDED, position);
        }

        static Answer of(Kind kind) {
            return new Answer(kind, 0);
        }

        boolean is(Kind other) {
            return kind == other;
        }
    }

    long head() {
        return events.size();
    }

    Event at(long position) {
        return events.get((int) position - 1);
    }

    Answer append(Asked asked) {
        if (isOnFile(asked)) {
            return Answer.recorded(lastPosition(asked));
        }
        if (isLost(asked, head())) {
            return Answer.of(Answer.Kind.CONFLICT);
        }
        if (knowsAnIdOf(asked)) {
            return Answer.of(Answer.Kind.OTHER_CONTENT);
        }
        if (asked.namesAnIdTwice()) {
            return Answer.of(Answer.Kind.NOTHING_RECORDED);
        }
        asked.events().forEach(this::add);
        return Answer.recorded(head());
    }

    void add(Event event) {
        events.add(event);
        if (positions.put(event.id(), head()) != null) {
            throw new IllegalStateException("event " + event.id() + " is there twice");
        }
    }

    /** Whether anything after its marker and up to that position is what must not be there. */
    boolean isLost(Asked asked, long upTo) {
        EventCriteria criteria = asked.criteria();
        if (criteria == null) {
            return false;
        }
        for (long position = asked.marker() + 1; position <= upTo; position++) {
            if (at(position).meets(criteria)) {
                return true;
            }
        }
        return false;
    }

    boolean isOnFile(Asked asked) {
        return asked.events().stream().allMatch(event -> {
            Long position = positions.get(event.id());
            return position != null && at(position).equals(event);
        });
    }

    boolean knowsAnIdOf(Asked asked) {
        return asked.events().stream().anyMatch(event -> positions.containsKey(event.id()));
    }

    long lastPosition(Asked asked) {
        return positionsOf(asked).stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    private Set<Long> positionsOf(Asked asked) {
        var of = new HashSet<Long>();
        asked.events().forEach(event -> of.add(positions.getOrDefault(event.id(), 0L)));
        return of;
    }

    /** The positions after one and up to another of what meets the criteria. */
    List<Long> meeting(EventCriteria criteria, long after, long upTo) {
        var meeting = new ArrayList<Long>();
        for (long position = after + 1; position <= upTo; position++) {
            if (at(position).meets(criteria)) {
                meeting.add(position);
            }
        }
        return meeting;
    }
}
