package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.geotimeline.api.TimelineServer;
import org.geotimeline.projection.publicfeed.ActsFeed;
import org.geotimeline.recording.ActEvents;
import org.geotimeline.store.PostgresEventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** After each kind of failure the feed continues, and every event is on its topic once. */
class PublicFeedRecoveryIT {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final Duration MAX_WAIT = Duration.ofSeconds(90);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path temporary;

    @SuppressWarnings("NullAway.Init")
    private static DataFolder data;

    @SuppressWarnings("NullAway.Init")
    private static LocalKafka kafka;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private static TimelineServer server;

    private static int acts;

    @BeforeAll
    static void start() throws Exception {
        data = DataFolder.open(temporary.resolve("data"));
        kafka = LocalKafka.start(data, Ports.free("127.0.0.1", 0, "--kafka-port"));
        postgres = EmbeddedPostgres.builder().start();
        server = TimelineServer.start(
                new TimelineServer.Settings("127.0.0.1", 0, url(), "postgres", "", "", Optional.empty(), true),
                line -> {});
        for (String actor : List.of("TKM", "TAL")) {
            post("""
                    {"type": "ActorRegistered", "id": "actor:%s", "actor": "%s", "kind": "state"}""".formatted(actor, actor));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        postgres.close();
        kafka.close();
        data.close();
    }

    @Test
    void a_transaction_that_another_producer_left_open_hides_no_position() throws Exception {
        post(3);
        try (Node node = Node.publishing(ActsFeed.ACTS)) {
            node.awaitAll();
        }
        try (var stranger = producer("a-stranger")) {
            stranger.initTransactions();
            stranger.beginTransaction();
            stranger.send(new ProducerRecord<>("timeline.feed-positions.v1", "a-stranger", "1"))
                    .get();
            try (Node node = Node.publishing(ActsFeed.ACTS)) {
                post(2);
                await().atMost(MAX_WAIT)
                        .until(() -> String.valueOf(node.feed.state().failure())
                                .contains("another producer has left a transaction open"));
                stranger.abortTransaction();
                node.awaitAll();
            }
        }
        everyEventIsOnceOn(ActsFeed.ACTS);
    }

    @Test
    void what_was_published_behind_an_open_transaction_of_another_feed_is_not_published_again() throws Exception {
        try (Node node = Node.publishing(ActsFeed.ACTS)) {
            node.awaitAll();
        }
        try (var stranger = producer("another-feed")) {
            stranger.initTransactions();
            stranger.beginTransaction();
            stranger.send(new ProducerRecord<>("timeline.feed-positions.v1", "another-feed", "1"))
                    .get();
            for (int i = 0; i < 2; i++) {
                post(3);
                try (Node node = Node.publishing("beside")) {
                    node.awaitAll();
                }
            }
            stranger.abortTransaction();
        }
        everyEventIsOnceOn("beside");
    }

    @Test
    void a_leader_whose_connection_to_the_database_is_killed_is_followed_without_doubles() throws Exception {
        String topic = "killed-connections";
        try (Node one = Node.publishing(topic);
                Node other = Node.publishing(topic)) {
            for (int i = 0; i < 3; i++) {
                post(10);
                await().atMost(MAX_WAIT).until(() -> terminateHolder(topic));
                post(10);
                long head = one.store.log().head();
                await().atMost(MAX_WAIT)
                        .until(() -> Math.max(
                                        one.feed.state().published(),
                                        other.feed.state().published())
                                == head);
            }
            one.feed.close();
            other.feed.close();
            assertThat(aSessionCanTakeTheLockOf(topic)).isTrue(); // while both pools live on
        }
        everyEventIsOnceOn(topic);
    }

    @Test
    void a_failure_releases_the_lock_and_ends_with_its_cause() throws Exception {
        String topic = "fenced";
        post(1);
        try (Node node = Node.publishing(topic)) {
            node.awaitAll();
            for (int i = 0; i < 2; i++) {
                try (var usurper = producer("timeline-feed-" + topic)) {
                    usurper.initTransactions();
                    post(1);
                    node.awaitAll();
                }
            }
            node.feed.close();
            assertThat(aSessionCanTakeTheLockOf(topic)).isTrue(); // while the pool lives on
        }
        everyEventIsOnceOn(topic);
    }

    @Test
    void the_largest_acts_that_can_be_recorded_arrive_also_on_a_topic_that_had_too_little_room() throws Exception {
        String topic = "made-by-another-hand";
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(
                            List.of(new NewTopic(topic, 6, (short) 1).configs(Map.of("max.message.bytes", "100000"))))
                    .all()
                    .get();
        }
        post(letters(MEBIBYTE));
        post(letters(900_000));
        post(growing(MEBIBYTE));
        try (Node node = Node.publishing(topic)) {
            node.awaitAll();
        }
        assertThat(everyEventIsOnceOn(topic)).anyMatch(r -> r.serializedValueSize() > 2 * MEBIBYTE);
    }

    @Test
    void a_record_that_the_broker_refuses_as_too_large_is_reported() throws Exception {
        String topic = "shrunk";
        try (Node node = Node.publishing(topic);
                var told = new Told()) {
            node.awaitAll();
            allow(topic, 50_000);
            post(letters(200_000));
            node.awaitAll(); // the feed raises the limit of the topic again
            assertThat(told.of(topic))
                    .singleElement()
                    .asString()
                    .contains("is too large for the topic shrunk", "the broker refuses it");
        }
        everyEventIsOnceOn(topic);
    }

    @Test
    void an_act_that_is_larger_than_what_a_node_sends_stops_the_feed_with_its_position_until_it_may_be_sent()
            throws Exception {
        String topic = "for-small-acts";
        try (Node node = Node.publishing(topic, 1_000)) {
            post(letters(200_000));
            await().atMost(MAX_WAIT)
                    .until(
                            () -> String.valueOf(node.feed.state().failure())
                                    .matches(
                                            "the event at position [0-9]+ is too large for the topic for-small-acts: .* this node sends at most .*"));
        }
        try (Node node = Node.publishing(topic)) {
            node.awaitAll();
        }
        everyEventIsOnceOn(topic);
    }

    @Test
    void a_broker_that_is_gone_keeps_neither_the_feed_from_closing_nor_the_lock() throws Exception {
        String topic = "gone";
        try (DataFolder folder = DataFolder.open(temporary.resolve("gone"));
                LocalKafka gone = LocalKafka.start(folder, Ports.free("127.0.0.1", 0, "--kafka-port"));
                Node node = Node.publishing(gone.bootstrap(), topic, MEBIBYTE)) {
            node.awaitAll();
            gone.close();
            post(1);
            node.feed.close();
            await().atMost(MAX_WAIT).until(() -> aSessionCanTakeTheLockOf(topic)); // while the pool lives on
        }
    }

    // ----------------------------------------------------------------------------------------------------- a node

    /** A feed with a pool and a store of its own. */
    private record Node(HikariDataSource pool, PostgresEventStore store, ActsFeed feed) implements AutoCloseable {

        static Node publishing(String topic) {
            return publishing(topic, MEBIBYTE);
        }

        static Node publishing(String topic, long body) {
            return publishing(kafka.bootstrap(), topic, body);
        }

        static Node publishing(String bootstrap, String topic, long body) {
            var pool = new HikariDataSource();
            pool.setJdbcUrl(url());
            pool.setUsername("postgres");
            pool.setMaximumPoolSize(6);
            pool.setConnectionInitSql("set role timeline_app");
            var meters = new SimpleMeterRegistry();
            PostgresEventStore store = PostgresEventStore.open(pool, ActEvents.converter(), meters);
            return new Node(pool, store, ActsFeed.start(bootstrap, topic, body, pool, store.log(), meters));
        }

        void awaitAll() {
            long head = store.log().head();
            await().atMost(MAX_WAIT)
                    .untilAsserted(() -> assertThat(feed.state())
                            .isEqualTo(new ActsFeed.State(feed.state().topic(), head, null)));
        }

        @Override
        public void close() {
            feed.close();
            store.close();
            pool.close();
        }
    }

    /** The warnings of the feed. */
    private static final class Told implements AutoCloseable {

        private final Logger logger = (Logger) LoggerFactory.getLogger(ActsFeed.class);
        private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

        Told() {
            appender.start();
            logger.addAppender(appender);
        }

        List<String> of(String topic) {
            return List.copyOf(appender.list).stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .filter(line -> line.startsWith("the feed " + topic + " has stopped"))
                    .toList();
        }

        @Override
        public void close() {
            logger.detachAppender(appender);
        }
    }

    private static KafkaProducer<String, String> producer(String transactions) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrap(),
                "transactional.id",
                transactions,
                "transaction.timeout.ms",
                600_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static void allow(String topic, int bytes) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrap()))) {
            var entry = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    /** All committed records, to the end of the topic. */
    private static List<ConsumerRecord<String, String>> everyEventIsOnceOn(String topic) {
        var records = new ArrayList<ConsumerRecord<String, String>>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrap(),
                "isolation.level", "read_committed",
                "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            await().atMost(MAX_WAIT).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return partitions.stream().allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
            });
        }
        assertThat(records.stream().map(PublicFeedRecoveryIT::position))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, published(records)).boxed().toList());
        assertThat(records).hasSizeGreaterThanOrEqualTo(acts);
        return records;
    }

    private static long published(List<ConsumerRecord<String, String>> records) {
        return records.stream().mapToLong(PublicFeedRecoveryIT::position).max().orElse(0);
    }

    private static long position(ConsumerRecord<String, String> record) {
        return Long.parseLong(
                new String(record.headers().lastHeader("ce_position").value(), StandardCharsets.UTF_8));
    }

    // -------------------------------------------------------------------------------------------------- the database

    private static String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    private static boolean terminateHolder(String topic) throws SQLException {
        return query("""
                select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
                and classid = (hashtext('timeline.feed')::bigint & 4294967295)::oid
                and objid = (hashtext(?)::bigint & 4294967295)::oid""", topic);
    }

    private static boolean aSessionCanTakeTheLockOf(String topic) throws SQLException {
        return query("select pg_try_advisory_lock(hashtext('timeline.feed'), hashtext(?))", topic);
    }

    private static boolean query(String sql, String topic) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, topic);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    // ------------------------------------------------------------------------------------------------------ recording

    private static void post(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            post(act("a visit"));
        }
    }

    private static String act(String... notes) {
        acts++;
        var note = new StringBuilder();
        for (int i = 0; i < notes.length; i++) {
            note.append("%s\"q%c%c\": \"%s\"".formatted(i == 0 ? "" : ",", 'a' + i / 26, 'a' + i % 26, notes[i]));
        }
        return """
            {"type": "VisitMade", "id": "visit-%d", "phase": "effective", "valid": "2026-03-02",
             "actors": [{"id": "TKM"}], "subjects": [{"id": "TAL"}], "note": {%s}}""".formatted(acts, note);
    }

    /** An act with a body of this number of bytes, of letters that cannot be compressed. */
    private static String letters(int bytes) {
        var random = new Random(bytes);
        return filled(
                bytes,
                15_000,
                1,
                length -> random.ints(length, '0', 'z' + 1)
                        .map(c -> Character.isLetterOrDigit(c) ? c : '-')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    /**
     * An act with a body of at most this number of bytes, of musical symbols, which are three times as long once
     * normalised.
     */
    private static String growing(int bytes) {
        return filled(bytes, 3_000, 4, length -> "\uD834\uDD60".repeat(length));
    }

    private static String filled(int bytes, int characters, int bytesEach, IntFunction<String> text) {
        int frame = 2_000;
        int count = (bytes - frame) / (characters * bytesEach);
        var notes = new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> text.apply(characters)).toList());
        int rest = bytes - act(notes.toArray(String[]::new)).getBytes(StandardCharsets.UTF_8).length - 10;
        acts--;
        if (rest >= bytesEach) {
            notes.add(text.apply(Math.min(characters, rest / bytesEach)));
        }
        return act(notes.toArray(String[]::new));
    }

    private static void post(String body) throws Exception {
        var response = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/acts"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }
}
