package org.geotimeline.projection.publicfeed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes every stored event to a topic, once for consumers that read committed.
 *
 * <p>One transaction of Kafka carries the records of a batch and the position that they reach; after any end the position
 * is read from Kafka itself. One node publishes at a time: it holds a lock of the database's session, and should two ever
 * think that they do, Kafka lets only the later one commit.
 */
public final class ActsFeed implements AutoCloseable {

    /** The topic of acts. */
    public static final String ACTS = "timeline.acts.v1";

    private static final Logger LOG = LoggerFactory.getLogger(ActsFeed.class);
    private static final int BATCH = 500;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long LOCK_CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int LOCK_CHECK_S = 2;
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final long CLOSE_MS = 8_000;

    private final String bootstrap;
    private final String topic;
    private final DataSource dataSource;
    private final EventLog log;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile long published = -1;
    private volatile @Nullable String failure;

    private ActsFeed(String bootstrap, String topic, DataSource dataSource, EventLog log) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.dataSource = dataSource;
        this.log = log;
        this.thread = Thread.ofPlatform().daemon().name("feed-" + topic).unstarted(this::run);
    }

    /**
     * Starts to publish to {@link #ACTS}. Where broker or database do not answer, it keeps trying.
     *
     * @param bootstrap hosts and ports of brokers
     */
    public static ActsFeed start(String bootstrap, DataSource dataSource, EventLog log, MeterRegistry meters) {
        return start(bootstrap, ACTS, dataSource, log, meters);
    }

    /** The same to another topic, from position 0: a new version beside the old one. */
    public static ActsFeed start(
            String bootstrap, String topic, DataSource dataSource, EventLog log, MeterRegistry meters) {
        var feed = new ActsFeed(bootstrap, topic, dataSource, log);
        Gauge.builder("timeline.feed.published", feed, f -> f.published)
                .description("position up to which the topic is published by this node; -1 where it does not publish")
                .tag("topic", topic)
                .register(meters);
        feed.thread.start();
        return feed;
    }

    /** How the feed stands: the position up to which this node has published, −1 where it does not; the last failure. */
    public record State(
            String topic, long published, @Nullable String failure) {}

    public State state() {
        return new State(topic, published, failure);
    }

    // --------------------------------------------------------------------------------------------------------- run

    private void run() {
        long pause = FIRST_PAUSE_MS;
        while (closing.getCount() > 0) {
            try (Connection lock = dataSource.getConnection()) {
                if (locked(lock)) {
                    publish(lock);
                }
                failure = null;
                pause = FIRST_PAUSE_MS;
                pause(LOOK.toMillis());
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                failed(e);
                pause(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
            } finally {
                published = -1;
            }
        }
    }

    private void failed(Exception e) {
        if (failure == null && closing.getCount() > 0) {
            LOG.warn("the feed {} stops and tries again: {}", topic, e.toString());
        }
        failure = e.toString();
    }

    private void pause(long ms) {
        try {
            boolean closed = closing.await(ms, TimeUnit.MILLISECONDS);
            LOG.trace("closed: {}", closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The lock goes with the connection, so a node that dies gives it back. */
    private boolean locked(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_try_advisory_lock(hashtext('timeline.feed'), hashtext(?))")) {
            lock.setString(1, topic);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void unlock(Connection connection) throws SQLException {
        try (PreparedStatement unlock =
                connection.prepareStatement("select pg_advisory_unlock(hashtext('timeline.feed'), hashtext(?))")) {
            unlock.setString(1, topic);
            unlock.execute();
        }
    }

    private void publish(Connection lock) throws Exception {
        FeedTopics.make(bootstrap, topic);
        try (KafkaProducer<String, byte[]> producer = producer()) {
            producer.initTransactions(); // ends what a node before this one has left open
            long position = lastPublished();
            published = position;
            long checked = System.nanoTime();
            while (closing.getCount() > 0) {
                if (System.nanoTime() - checked > LOCK_CHECK_NANOS) {
                    if (!lock.isValid(LOCK_CHECK_S)) {
                        throw new SQLException("the connection that holds the lock of the feed is gone");
                    }
                    checked = System.nanoTime();
                }
                List<StoredEvent> events = log.read(position, BATCH);
                if (events.isEmpty()) {
                    log.await(position, LOOK);
                } else {
                    position = publish(producer, events);
                    published = position;
                    failure = null;
                }
            }
            unlock(lock);
        }
    }

    private long publish(KafkaProducer<String, byte[]> producer, List<StoredEvent> events) {
        long last = events.getLast().position();
        producer.beginTransaction();
        for (StoredEvent event : events) {
            FeedRecords.of(topic, event).forEach(producer::send);
        }
        producer.send(new ProducerRecord<>(
                FeedTopics.POSITIONS, topic, Long.toString(last).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        producer.commitTransaction(); // fails where any of the sends has failed
        return last;
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap,
                "transactional.id", "timeline-feed-" + topic,
                "acks", "all",
                "compression.type", "lz4",
                "linger.ms", 5,
                "delivery.timeout.ms", 30_000,
                "request.timeout.ms", 10_000,
                "max.block.ms", 20_000,
                "transaction.timeout.ms", 30_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** What Kafka itself says: the last position committed with its records. */
    private long lastPublished() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                "false",
                "default.api.timeout.ms",
                20_000);
        var partition = new TopicPartition(FeedTopics.POSITIONS, 0);
        long position = 0;
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> said : consumer.poll(LOOK)) {
                    position = topic.equals(said.key()) ? Long.parseLong(said.value()) : position;
                }
            }
        }
        return position;
    }

    /** Stops after the batch at hand; bounded. What was not committed is published by whoever goes on. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(Duration.ofMillis(CLOSE_MS))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
