package org.geotimeline.projection.publicfeed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads from Kafka up to which position a topic is published: the last position that was committed with its records.
 *
 * <p>A consumer of committed records sees none behind the first open transaction of any producer. So the end is read without
 * regard to transactions, and the position counts only once the reading has come that far. Read it after the transactions of
 * an earlier node have ended, so that no later position of this feed can follow.
 */
final class PublishedPosition {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    private static final Duration MAX_CLOSE_TIME = Duration.ofSeconds(5);
    private static final int CALL_TIMEOUT_MS = 20_000;
    private static final long FIRST_STEP_BACK_RECORDS = 1_000;

    private final String topic;
    private final TopicPartition partition;
    private final Duration maxWait;
    private final Consumer<String, String> committed;

    private PublishedPosition(String topic, Duration maxWait, Consumer<String, String> committed) {
        this.topic = topic;
        this.partition = new TopicPartition(FeedTopics.positions(topic), 0);
        this.maxWait = maxWait;
        this.committed = committed;
    }

    /**
     * The position; 0 if nothing is published.
     *
     * @param maxWait the longest wait for open transactions of others
     * @throws FeedStopped if the position cannot be read
     */
    static long read(String bootstrap, String topic, Duration maxWait) throws FeedStopped {
        Consumer<String, String> committed = consumer(bootstrap, "read_committed");
        try {
            return new PublishedPosition(topic, maxWait, committed).last(end(bootstrap, topic));
        } finally {
            committed.close(MAX_CLOSE_TIME);
        }
    }

    private static long end(String bootstrap, String topic) {
        var partition = new TopicPartition(FeedTopics.positions(topic), 0);
        Consumer<String, String> all = consumer(bootstrap, "read_uncommitted");
        try {
            return all.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        } finally {
            all.close(MAX_CLOSE_TIME);
        }
    }

    private static Consumer<String, String> consumer(String bootstrap, String isolation) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap,
                "isolation.level", isolation,
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest", // a jump to the end would look like a topic without a position
                "default.api.timeout.ms", CALL_TIMEOUT_MS);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** The last position is near the end, or further back if many transactions were aborted. */
    private long last(long end) throws FeedStopped {
        committed.assign(List.of(partition));
        long beginning = committed.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        for (long step = FIRST_STEP_BACK_RECORDS; ; step *= 10) {
            long from = Math.max(beginning, end - step);
            OptionalLong last = last(from, end);
            if (last.isPresent() || from == beginning) {
                return last.orElse(0);
            }
        }
    }

    private OptionalLong last(long from, long end) throws FeedStopped {
        committed.seek(partition, from);
        OptionalLong last = OptionalLong.empty();
        long reached = from;
        long movedNanos = System.nanoTime();
        while (reached < end) {
            for (ConsumerRecord<String, String> record : committed.poll(POLL_INTERVAL)) {
                last = topic.equals(record.key()) ? OptionalLong.of(Long.parseLong(record.value())) : last;
            }
            long next = committed.position(partition);
            if (next > reached) {
                reached = next;
                movedNanos = System.nanoTime();
            } else if (System.nanoTime() - movedNanos > maxWait.toNanos()) {
                throw new FeedStopped(
                        "the last position of %s cannot be read: another producer has left a transaction open on %s, at offset %d of %d; Kafka ends it when its time is over"
                                .formatted(topic, partition.topic(), reached, end),
                        null);
            }
        }
        return last;
    }
}
