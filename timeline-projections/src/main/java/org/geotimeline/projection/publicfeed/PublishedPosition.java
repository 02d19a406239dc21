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
 * Up to which position a topic is published, as Kafka itself says: the last position that was committed with its records.
 *
 * <p>Who reads committed records sees none that lie behind the first open transaction, whosesoever it is. So the end is
 * asked for as it is without regard to transactions, and nothing is believed before the reading has come that far. It is
 * to be asked once the transactions of the node before are ended, so that no position of this feed can come later.
 */
final class PublishedPosition {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration CLOSE_MOST = Duration.ofSeconds(5);
    private static final int CALL_MS = 20_000;
    private static final long FIRST_STEP_BACK = 1_000;

    private final String topic;
    private final TopicPartition partition;
    private final Duration patience;
    private final Consumer<String, String> committed;

    private PublishedPosition(String topic, Duration patience, Consumer<String, String> committed) {
        this.topic = topic;
        this.partition = new TopicPartition(FeedTopics.positions(topic), 0);
        this.patience = patience;
        this.committed = committed;
    }

    /**
     * The position; 0 where nothing is published.
     *
     * @param patience how long to wait for the transactions of others to end
     * @throws FeedStopped where it cannot be known now
     */
    static long read(String bootstrap, String topic, Duration patience) throws FeedStopped {
        Consumer<String, String> committed = consumer(bootstrap, "read_committed");
        try {
            return new PublishedPosition(topic, patience, committed).last(end(bootstrap, topic));
        } finally {
            committed.close(CLOSE_MOST);
        }
    }

    private static long end(String bootstrap, String topic) {
        var partition = new TopicPartition(FeedTopics.positions(topic), 0);
        Consumer<String, String> all = consumer(bootstrap, "read_uncommitted");
        try {
            return all.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        } finally {
            all.close(CLOSE_MOST);
        }
    }

    private static Consumer<String, String> consumer(String bootstrap, String isolation) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap,
                "isolation.level", isolation,
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest", // a jump to the end would be taken for a topic without a position
                "default.api.timeout.ms", CALL_MS);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** Near the end lies the last position, unless many transactions were given up: then further back. */
    private long last(long end) throws FeedStopped {
        committed.assign(List.of(partition));
        long beginning = committed.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        for (long step = FIRST_STEP_BACK; ; step *= 10) {
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
        long moved = System.nanoTime();
        while (reached < end) {
            for (ConsumerRecord<String, String> said : committed.poll(LOOK)) {
                last = topic.equals(said.key()) ? OptionalLong.of(Long.parseLong(said.value())) : last;
            }
            long now = committed.position(partition);
            if (now > reached) {
                reached = now;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > patience.toNanos()) {
                throw new FeedStopped(
                        "the last position of %s cannot be read: another producer has left a transaction open on %s, at offset %d of %d; Kafka ends it when its time is over"
                                .formatted(topic, partition.topic(), reached, end),
                        null);
            }
        }
        return last;
    }
}
