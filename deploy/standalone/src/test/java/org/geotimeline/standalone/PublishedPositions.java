package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The positions that a read-committed consumer finds on a topic of the feed. */
final class PublishedPositions {

    private PublishedPositions() {}

    /** Waits until every event up to that position is on the topic, and checks that none is on it twice. */
    static void assertEachOnce(String bootstrap, String topic, long head) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "isolation.level", "read_committed", "enable.auto.commit", "false");
        var positions = new TreeSet<Long>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = await().atMost(Duration.ofMinutes(2))
                    .until(() -> partitions(consumer, topic), all -> !all.isEmpty());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().alias("positions of " + topic)
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(200))
                                .forEach(record -> assertThat(positions.add(position(record)))
                                        .as("position %d is on %s once", position(record), topic)
                                        .isTrue());
                        return positions.size() >= head;
                    });
        }
        assertThat(positions).hasSize((int) head);
        assertThat(positions.last()).isEqualTo(head);
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, String> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static long position(ConsumerRecord<String, String> record) {
        return Long.parseLong(
                new String(record.headers().lastHeader("ce_position").value(), StandardCharsets.UTF_8));
    }
}
