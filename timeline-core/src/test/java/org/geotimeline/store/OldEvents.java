package org.geotimeline.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.geotimeline.ledger.CanonicalJson;
import tools.jackson.databind.json.JsonMapper;

/** Appends bytes as an older program wrote them, past everything that knows current acts. */
public final class OldEvents {

    private OldEvents() {}

    /**
     * @param type the qualified name that it had
     * @param tags {@code key:value}
     * @return its position
     */
    public static long append(PostgresEventStore store, String type, int version, String body, String... tags) {
        byte[] bytes = CanonicalJson.bytes(JsonMapper.shared().readTree(body));
        var message = new GenericEventMessage(
                UUID.nameUUIDFromBytes(body.getBytes(StandardCharsets.UTF_8)).toString(),
                new MessageType(type, Integer.toString(version)),
                bytes,
                Map.of("recorder", "before"),
                Instant.parse("2024-01-01T00:00:00Z"));
        Set<Tag> tagged = Set.of(tags).stream()
                .map(tag -> Tag.of(tag.substring(0, tag.indexOf(':')), tag.substring(tag.indexOf(':') + 1)))
                .collect(Collectors.toSet());
        List<TaggedEventMessage<?>> events = List.of(new GenericTaggedEventMessage<>(message, tagged));
        return Appending.append(store, AppendCondition.none(), events).join();
    }
}
