package org.geotimeline.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One append that waits for its commit.
 *
 * @param condition what must not have been appended meanwhile; empty where nothing is asked
 * @param marker the position up to which the appender had read
 * @param done completed with the position of its last event
 */
record Append(List<Criterion> condition, long marker, List<Row> rows, CompletableFuture<Long> done) {

    /** Events with all of these tags that are of one of these types; no types means all, no tags means any. */
    record Criterion(Set<String> tags, Set<String> types) {

        boolean matches(Set<String> eventTags, String eventType) {
            return (types.isEmpty() || types.contains(eventType)) && eventTags.containsAll(tags);
        }
    }

    /** An event on its way. */
    @SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes
    record Row(
            UUID id,
            String type,
            String version,
            Instant saidAt,
            List<String> tags,
            byte[] metadata,
            byte[] payload,
            byte[] salt,
            byte[] bodyHash,
            Set<String> tagSet) {

        static Row of(
                UUID id,
                String type,
                String version,
                Instant saidAt,
                Set<String> tags,
                Map<String, String> metadata,
                byte[] payload,
                byte[] salt) {
            List<String> sorted = tags.stream().sorted().toList();
            byte[] hash = org.geotimeline.ledger.Leaf.bodyHash(id, type, version, sorted, metadata, salt, payload);
            return new Row(
                    id, type, version, saidAt, sorted, Rows.metadata(metadata), payload, salt, hash, Set.copyOf(tags));
        }
    }

    boolean conflictsWith(Set<String> tags, String type) {
        return condition.stream().anyMatch(c -> c.matches(tags, type));
    }
}
