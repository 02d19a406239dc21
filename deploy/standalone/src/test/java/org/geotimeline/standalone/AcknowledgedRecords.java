package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;

/** Sends records until the broker is gone, and remembers the acknowledged ones. */
final class AcknowledgedRecords {

    private static final TopicPartition PARTITION = new TopicPartition("acknowledged", 0);

    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private long next = 1;

    /** Continues to send in the background after this number of records is in. */
    void send(String bootstrap, int enough) throws Exception {
        makeTopic(bootstrap);
        var first = acknowledged.size();
        var from = next;
        next += 1_000_000_000;
        Thread.ofPlatform().daemon().start(() -> {
            Map<String, Object> settings =
                    Map.of("bootstrap.servers", bootstrap, "acks", "all", "max.block.ms", 2000, "linger.ms", 1);
            var producer = new KafkaProducer<>(settings, new LongSerializer(), new LongSerializer());
            try {
                for (var id = from; ; id++) {
                    var value = id;
                    var sent = producer.send(new ProducerRecord<>(PARTITION.topic(), value, value), (at, failure) -> {
                        if (failure == null) {
                            acknowledged.add(value);
                        }
                    });
                    if (id % 20 == 0) {
                        sent.get(2, TimeUnit.SECONDS);
                    }
                }
            } catch (ExecutionException | InterruptedException | TimeoutException e) {
                // The broker is gone, as expected.
            } finally {
                producer.close(Duration.ZERO);
            }
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() >= first + enough);
    }

    private static void makeTopic(String bootstrap) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
        }
    }

    void assertAllIn(String bootstrap) {
        var found = new HashSet<Long>();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new LongDeserializer(), new LongDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(record.value()));
                return consumer.position(PARTITION) >= end;
            });
        }
        assertThat(found).isNotEmpty().containsAll(acknowledged);
    }
}
