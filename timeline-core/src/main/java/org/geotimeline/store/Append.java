package org.geotimeline.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.geotimeline.ledger.Leaf;

/**
 * One append that waits for its commit.
 *
 * @param condition events after the marker that pass one of these filters refuse the append; empty for an unconditional append
 * @param marker the position up to which the caller had read
 * @param done completed with the events as they are on file, in their order
 */
record Append(List<EventFilter> condition, long marker, List<Row> rows, CompletableFuture<List<StoredEvent>> done) {

    /** An event on its way into the ledger. */
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
            Set<String> tagSet,
            Map<String, String> texts) {

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
            return new Row(
                    id,
                    type,
                    version,
                    saidAt.truncatedTo(ChronoUnit.MICROS), // as finely as the database keeps it
                    sorted,
                    Rows.metadata(metadata),
                    payload,
                    salt,
                    Leaf.bodyHash(id, type, version, sorted, metadata, salt, payload),
                    Set.copyOf(tags),
                    Collections.unmodifiableMap(new TreeMap<>(metadata)));
        }

        /** The event as readers find it from now on. */
        StoredEvent at(long position, Instant recordedAt) {
            byte[] leaf = Leaf.of(recordedAt, bodyHash);
            return new StoredEvent(position, id, type, version, recordedAt, saidAt, payload, texts, tags, salt, leaf);
        }

        /** Salt and time of the caller are new at each try, and are not compared. */
        boolean isOnFileAs(StoredEvent stored) {
            return stored.id().equals(id)
                    && stored.type().equals(type)
                    && stored.version().equals(version)
                    && stored.tags().equals(tags)
                    && stored.metadata().equals(texts)
                    && Arrays.equals(stored.payload(), payload);
        }

        private long bytes() {
            long bytes = payload.length + metadata.length;
            for (String tag : tags) {
                bytes += tag.length();
            }
            return bytes;
        }
    }

    /** False if no event meets the condition whose tags all pass the predicate. */
    boolean mayMeet(Predicate<String> tag) {
        return condition.stream().anyMatch(c -> c.tags().stream().allMatch(tag));
    }

    boolean conflictsWith(Set<String> tags, String type) {
        return condition.stream().anyMatch(c -> c.matches(tags, type));
    }

    boolean conflictsWith(Append earlier) {
        return !condition.isEmpty() && earlier.rows.stream().anyMatch(row -> conflictsWith(row.tagSet(), row.type()));
    }

    void answer(List<StoredEvent> events) {
        done.complete(events);
    }

    void refuse(RuntimeException failure) {
        done.completeExceptionally(failure);
    }

    /** Approximate memory of the append while it waits. */
    long bytes() {
        return rows.stream().mapToLong(Row::bytes).sum();
    }
}
