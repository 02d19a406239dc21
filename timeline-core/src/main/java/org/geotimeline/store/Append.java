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
 * @param condition what must not have been appended meanwhile; empty where nothing is asked
 * @param marker the position up to which the appender had read
 * @param done completed with its events as they are on file, in their order
 */
record Append(List<Criterion> condition, long marker, List<Row> rows, CompletableFuture<List<StoredEvent>> done) {

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

        /** What a reader finds there from now on. */
        StoredEvent at(long position, Instant recordedAt) {
            byte[] leaf = Leaf.of(recordedAt, bodyHash);
            return new StoredEvent(position, id, type, version, recordedAt, saidAt, payload, texts, tags, salt, leaf);
        }

        /** Whether this is what is on file; salt and caller's time are made anew at each try, and do not count. */
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

    /** Whether anything that carries none but such tags could meet the condition. */
    boolean mayMeet(Predicate<String> tag) {
        return condition.stream().anyMatch(c -> c.tags().stream().allMatch(tag));
    }

    boolean conflictsWith(Set<String> tags, String type) {
        return condition.stream().anyMatch(c -> c.matches(tags, type));
    }

    boolean conflictsWith(Append earlier) {
        return !condition.isEmpty() && earlier.rows.stream().anyMatch(row -> conflictsWith(row.tagSet(), row.type()));
    }

    /** What it asks of memory while it waits, roughly. */
    long bytes() {
        return rows.stream().mapToLong(Row::bytes).sum();
    }
}
