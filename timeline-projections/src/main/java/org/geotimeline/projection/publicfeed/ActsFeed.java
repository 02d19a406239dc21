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
    /** Minimum number of events that are read and committed together, and the maximum if more wait and are small. */
    private static final int BATCH = 500;

    private static final int LARGEST_BATCH = 8_000;
    private static final int BATCH_BYTES = 8 * 1024 * 1024;
    private static final int HEADERS_BYTES = 64 * 1024;
    private static final int NFC_GROWTH = 3;
    private static final int LARGEST_BODY = 256 * 1024 * 1024;
    private static final long BUFFER_BYTES = 32L * 1024 * 1024;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration OTHERS_PATIENCE = Duration.ofSeconds(10);
    private static final long LOCK_CHECK_NANOS = TimeUnit.SECONDS.toNanos(SilenceLimit.SECONDS) / 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);
    private static final Duration PRODUCER_CLOSE = Duration.ofSeconds(5);
    private static final Duration CLOSE = Duration.ofSeconds(8);
    private static final Duration CLOSE_INTERRUPTED = Duration.ofSeconds(2);

    private final String bootstrap;
    private final String topic;
    private final int record;
    private final DataSource dataSource;
    private final EventLog log;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile long published = -1;
    private volatile @Nullable String failure;
    private volatile @Nullable FeedLock held;

    /** For the feed's thread alone. */
    private final Backoff backoff = new Backoff(FIRST_PAUSE, MAX_PAUSE);

    private ActsFeed(String bootstrap, String topic, int record, DataSource dataSource, EventLog log) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.record = record;
        this.dataSource = dataSource;
        this.log = log;
        this.thread = Thread.ofPlatform().daemon().name("feed-" + topic).unstarted(this::run);
    }

    /**
     * Starts to publish to {@link #ACTS}. Where broker or database do not answer, it keeps trying.
     *
     * @param bootstrap hosts and ports of brokers
     * @param body the bytes of the largest body in which an act is reported; the topic gets room for its record
     */
    public static ActsFeed start(
            String bootstrap, long body, DataSource dataSource, EventLog log, MeterRegistry meters) {
        return start(bootstrap, ACTS, body, dataSource, log, meters);
    }

    /** The same to another topic, from position 0: a new version beside the old one. */
    public static ActsFeed start(
            String bootstrap, String topic, long body, DataSource dataSource, EventLog log, MeterRegistry meters) {
        var feed = new ActsFeed(bootstrap, topic, record(body), dataSource, log);
        Gauge.builder("timeline.feed.published", feed, f -> f.published)
                .description("position up to which the topic is published by this node; -1 where it does not publish")
                .tag("topic", topic)
                .register(meters);
        feed.thread.start();
        return feed;
    }

    /** What is stored is in Normalization Form C, in which a text has up to three times the bytes that it came in with. */
    private static int record(long body) {
        return NFC_GROWTH * (int) Math.min(body, LARGEST_BODY) + HEADERS_BYTES;
    }

    /**
     * How the feed stands.
     *
     * @param published the position up to which this node has published; −1 where it does not publish
     * @param failure why it does not go on; null once it does
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
                pause(LOOK);
            } catch (InterruptedException e) {
                return; // only the closing of the feed interrupts
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
            held = lock;
            publish(lock);
        } finally {
            held = null;
            published = -1;
        }
    }

    private void failed(Throwable e) {
        if (failure == null && closing.getCount() > 0) {
            LOG.warn("the feed {} stops and tries again: {}", topic, e.toString());
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

    private void pause(Duration time) {
        try {
            var unused = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(FeedLock lock) throws Exception {
        FeedTopics.make(bootstrap, topic, record);
        KafkaProducer<String, byte[]> producer = producer();
        try {
            producer.initTransactions(); // ends what a node before this one has left open
            long position = PublishedPosition.read(bootstrap, topic, OTHERS_PATIENCE);
            published = position;
            long checked = System.nanoTime();
            var waiting = new ArrayDeque<StoredEvent>();
            int most = BATCH;
            while (closing.getCount() > 0) {
                if (System.nanoTime() - checked > LOCK_CHECK_NANOS) {
                    lock.check();
                    checked = System.nanoTime();
                }
                if (waiting.isEmpty()) {
                    waiting.addAll(log.read(position, most));
                    most = next(most, waiting);
                }
                if (waiting.isEmpty()) {
                    recovered();
                    log.await(position, LOOK);
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

    /** How many to read after these: where many wait, a transaction's own cost is spread over more of them. */
    private static int next(int most, Collection<StoredEvent> read) {
        long bytes = read.stream().mapToLong(event -> event.payload().length).sum();
        boolean more = read.size() == most && 2 * bytes <= BATCH_BYTES;
        return more ? Math.min(2 * most, LARGEST_BATCH) : BATCH;
    }

    /** Takes so many that their transaction ends well within its time; at least one. */
    private static List<StoredEvent> batch(Queue<StoredEvent> waiting) {
        var batch = new ArrayList<StoredEvent>();
        long bytes = 0;
        for (StoredEvent next = waiting.peek();
                next != null && (batch.isEmpty() || bytes + next.payload().length <= BATCH_BYTES);
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
            producer.commitTransaction(); // fails where any of the sends has failed
        } catch (KafkaException e) {
            FeedStopped refused = tooLarge.get();
            if (refused != null) {
                throw refused;
            }
            throw e;
        }
        return last;
    }

    /** The producer tells of what it does not even send in the thread that asked for it; what the broker says, in its own. */
    private FeedStopped tooLarge(StoredEvent event, RecordTooLargeException e) {
        String who = Thread.currentThread() == thread
                ? "this node sends at most %d bytes, by timeline.body".formatted(record)
                : "the broker refuses it, by max.message.bytes of the topic";
        return new FeedStopped(
                "the event at position %d is too large for the topic %s: its payload has %d bytes, and %s"
                        .formatted(event.position(), topic, event.payload().length, who),
                e);
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings = Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrap),
                Map.entry("transactional.id", "timeline-feed-" + topic),
                Map.entry("acks", "all"),
                Map.entry("compression.type", "lz4"),
                Map.entry("linger.ms", 5),
                Map.entry("max.request.size", record),
                Map.entry("buffer.memory", Math.max(BUFFER_BYTES, 2L * record)),
                Map.entry("delivery.timeout.ms", 30_000),
                Map.entry("request.timeout.ms", 10_000),
                Map.entry("max.block.ms", 20_000),
                Map.entry("transaction.timeout.ms", 30_000));
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Gives up an open transaction where there is time; else the next producer of the feed does. */
    private void close(KafkaProducer<String, byte[]> producer) {
        boolean hurry = Thread.interrupted();
        try {
            producer.close(hurry ? Duration.ZERO : PRODUCER_CLOSE);
        } catch (KafkaException e) {
            LOG.debug("the producer of {} did not close well", topic, e);
        } finally {
            if (hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Stops after the batch at hand; bounded. What was not committed is published by the node that continues. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(CLOSE)) {
                thread.interrupt();
                FeedLock lock = held;
                if (!thread.join(CLOSE_INTERRUPTED) && lock != null) {
                    lock.cut();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
