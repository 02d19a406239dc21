package org.geotimeline.projection.publicfeed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.geotimeline.projection.runtime.SilenceLimit;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.store.sql.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes every stored event to a topic, exactly once for consumers that read committed records.
 *
 * <p>One Kafka transaction carries the records of a batch and the position that they reach. After a restart or a failure the
 * feed reads that position from Kafka itself. One node publishes at a time, under a lock of a database session. If two nodes
 * ever publish at once, Kafka lets only the later one commit.
 */
public final class ActsFeed implements AutoCloseable {

    /** The topic of acts. */
    public static final String ACTS = "timeline.acts.v1";

    private static final Logger LOG = LoggerFactory.getLogger(ActsFeed.class);
    /** Minimum number of events that are read and committed together, and the maximum if more wait and are small. */
    private static final int BATCH_EVENTS = 500;

    private static final int MAX_BATCH_EVENTS = 8_000;
    private static final int MAX_BATCH_BYTES = 8 * 1024 * 1024;
    private static final int HEADERS_BYTES = 64 * 1024;
    private static final int NFC_GROWTH = 3;
    private static final int MAX_BODY_BYTES = 256 * 1024 * 1024;
    private static final long BUFFER_BYTES = 32L * 1024 * 1024;
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MAX_OTHERS_WAIT = Duration.ofSeconds(10);
    private static final long LOCK_CHECK_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(SilenceLimit.SECONDS) / 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);
    private static final Duration MAX_PRODUCER_CLOSE_TIME = Duration.ofSeconds(5);
    private static final Duration MAX_CLOSE_TIME = Duration.ofSeconds(8);
    private static final Duration MAX_INTERRUPTED_CLOSE_TIME = Duration.ofSeconds(2);

    private final String bootstrap;
    private final String topic;
    private final int recordBytes;
    private final DataSource dataSource;
    private final EventLog log;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile long published = -1;
    private volatile @Nullable String failure;
    private volatile @Nullable FeedLock lockHeld;

    private final Backoff backoff = new Backoff(FIRST_PAUSE, MAX_PAUSE); // only the thread uses it

    private ActsFeed(String bootstrap, String topic, int recordBytes, DataSource dataSource, EventLog log) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.recordBytes = recordBytes;
        this.dataSource = dataSource;
        this.log = log;
        this.thread = Thread.ofPlatform().daemon().name("feed-" + topic).unstarted(this::run);
    }

    /**
     * Starts to publish to {@link #ACTS}, and keeps trying if broker or database do not answer.
     *
     * @param bootstrap hosts and ports of brokers
     * @param body the largest body of a report, in bytes; the topic gets room for its record
     */
    public static ActsFeed start(
            String bootstrap, long body, DataSource dataSource, EventLog log, MeterRegistry meters) {
        return start(bootstrap, ACTS, body, dataSource, log, meters);
    }

    /** Starts to publish to another topic, from position 0: a new version beside the old one. */
    public static ActsFeed start(
            String bootstrap, String topic, long body, DataSource dataSource, EventLog log, MeterRegistry meters) {
        var feed = new ActsFeed(bootstrap, topic, recordBytes(body), dataSource, log);
        Gauge.builder("timeline.feed.published", feed, f -> f.published)
                .description("position up to which the topic is published by this node; -1 where it does not publish")
                .tag("topic", topic)
                .register(meters);
        feed.thread.start();
        return feed;
    }

    /** Stored texts are in Normalization Form C, which has up to three times the bytes of the reported text. */
    private static int recordBytes(long body) {
        return NFC_GROWTH * (int) Math.min(body, MAX_BODY_BYTES) + HEADERS_BYTES;
    }

    /**
     * The state of the feed.
     *
     * @param published the position up to which this node has published; −1 if it does not publish
     * @param failure why the feed has stopped; null if it has not
     */
    public record State(
            String topic, long published, @Nullable String failure) {}

    public State state() {
        return new State(topic, published, failure);
    }

    // --------------------------------------------------------------------------------------------------------- run

    private void run() {
        while (closing.getCount() > 0) {
            try {
                attempt();
                recovered();
                pause(POLL_INTERVAL);
            } catch (InterruptedException e) {
                return; // only close() interrupts
            } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                failed(e);
                pause(backoff.next());
            }
        }
    }

    private void attempt() throws Exception {
        Optional<FeedLock> taken = FeedLock.take(dataSource, topic);
        if (taken.isEmpty()) {
            return; // another node publishes
        }
        try (FeedLock lock = taken.get()) {
            lockHeld = lock;
            publish(lock);
        } finally {
            lockHeld = null;
            published = -1;
        }
    }

    private void failed(Throwable e) {
        if (failure == null && closing.getCount() > 0) {
            LOG.warn("the feed {} has stopped and will try again: {}", topic, e.toString());
        }
        failure = e.toString();
    }

    private void recovered() {
        if (failure != null) {
            LOG.info("the feed {} goes on", topic);
        }
        failure = null;
        backoff.reset();
    }

    private void pause(Duration atMost) {
        try {
            var unused = closing.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(FeedLock lock) throws Exception {
        FeedTopics.make(bootstrap, topic, recordBytes);
        KafkaProducer<String, byte[]> producer = producer();
        try {
            producer.initTransactions(); // ends open transactions of an earlier node
            long position = PublishedPosition.read(bootstrap, topic, MAX_OTHERS_WAIT);
            published = position;
            long checked = System.nanoTime();
            var waiting = new ArrayDeque<StoredEvent>();
            int limit = BATCH_EVENTS;
            while (closing.getCount() > 0) {
                if (System.nanoTime() - checked > LOCK_CHECK_INTERVAL_NANOS) {
                    lock.check();
                    checked = System.nanoTime();
                }
                if (waiting.isEmpty()) {
                    waiting.addAll(log.read(position, limit));
                    limit = nextLimit(limit, waiting);
                }
                if (waiting.isEmpty()) {
                    recovered();
                    log.await(position, POLL_INTERVAL);
                } else {
                    position = publish(producer, batch(waiting));
                    published = position;
                    recovered();
                }
            }
        } finally {
            close(producer);
        }
    }

    /** The number of events to read next: if many wait, the cost of a transaction is spread over more of them. */
    private static int nextLimit(int limit, Collection<StoredEvent> read) {
        long bytes = read.stream().mapToLong(event -> event.payload().length).sum();
        boolean more = read.size() == limit && 2 * bytes <= MAX_BATCH_BYTES;
        return more ? Math.min(2 * limit, MAX_BATCH_EVENTS) : BATCH_EVENTS;
    }

    /** Takes the next events, as many as one transaction carries well within its timeout; at least one. */
    private static List<StoredEvent> batch(Queue<StoredEvent> waiting) {
        var batch = new ArrayList<StoredEvent>();
        long bytes = 0;
        for (StoredEvent next = waiting.peek();
                next != null && (batch.isEmpty() || bytes + next.payload().length <= MAX_BATCH_BYTES);
                next = waiting.peek()) {
            bytes += next.payload().length;
            batch.add(waiting.remove());
        }
        return batch;
    }

    private long publish(KafkaProducer<String, byte[]> producer, List<StoredEvent> events) throws FeedStopped {
        long last = events.getLast().position();
        var tooLarge = new AtomicReference<@Nullable FeedStopped>();
        producer.beginTransaction();
        try {
            for (StoredEvent event : events) {
                for (ProducerRecord<String, byte[]> part : FeedRecords.of(topic, event)) {
                    producer.send(part, (at, e) -> {
                        if (e instanceof RecordTooLargeException large) {
                            tooLarge.compareAndSet(null, tooLarge(event, large));
                        }
                    });
                }
            }
            producer.send(new ProducerRecord<>(
                    FeedTopics.positions(topic), topic, Long.toString(last).getBytes(StandardCharsets.UTF_8)));
            producer.commitTransaction(); // fails if any of the sends has failed
        } catch (KafkaException e) {
            FeedStopped refused = tooLarge.get();
            if (refused != null) {
                throw refused;
            }
            throw e;
        }
        return last;
    }

    /** The producer reports a record that it does not even send in the calling thread, the broker's answer in another one. */
    private FeedStopped tooLarge(StoredEvent event, RecordTooLargeException e) {
        String limit = Thread.currentThread() == thread
                ? "this node sends at most %d bytes, by timeline.body".formatted(recordBytes)
                : "the broker refuses it, by max.message.bytes of the topic";
        return new FeedStopped(
                "the event at position %d is too large for the topic %s: its payload has %d bytes, and %s"
                        .formatted(event.position(), topic, event.payload().length, limit),
                e);
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings = Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrap),
                Map.entry("transactional.id", "timeline-feed-" + topic),
                Map.entry("acks", "all"),
                Map.entry("compression.type", "lz4"),
                Map.entry("linger.ms", 5),
                Map.entry("max.request.size", recordBytes),
                Map.entry("buffer.memory", Math.max(BUFFER_BYTES, 2L * recordBytes)),
                Map.entry("delivery.timeout.ms", 30_000),
                Map.entry("request.timeout.ms", 10_000),
                Map.entry("max.block.ms", 20_000),
                Map.entry("transaction.timeout.ms", 30_000));
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Aborts an open transaction if there is time; otherwise the next producer of the feed does. */
    private void close(KafkaProducer<String, byte[]> producer) {
        boolean isInterrupted = Thread.interrupted();
        try {
            producer.close(isInterrupted ? Duration.ZERO : MAX_PRODUCER_CLOSE_TIME);
        } catch (KafkaException e) {
            LOG.debug("the producer of {} did not close well", topic, e);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Stops after the batch at hand; bounded. What was not committed is published by the node that continues. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(MAX_CLOSE_TIME)) {
                thread.interrupt();
                FeedLock lock = lockHeld;
                if (!thread.join(MAX_INTERRUPTED_CLOSE_TIME) && lock != null) {
                    lock.cut();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
