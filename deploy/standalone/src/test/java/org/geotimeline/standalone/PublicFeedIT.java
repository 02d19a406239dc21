package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.geotimeline.api.TimelineServer;
import org.geotimeline.projection.publicfeed.ActsFeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The feed as a dashboard reads it: every event once, in order by key, with the documented headers. */
class PublicFeedIT {

    private static final String VISIT = """
            {"type": "VisitMade", "id": "%s", "phase": "effective", "valid": "2026-03-02", "known": "2026-03-03",
             "actors": [{"id": "TKM"}], "subjects": [{"id": "TAL"}]}""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    @Test
    void every_event_is_on_the_topic_once_with_its_headers_also_after_a_restart_and_with_two_nodes() throws Exception {
        try (DataFolder data = DataFolder.open(temporary.resolve("data"));
                LocalKafka kafka = LocalKafka.start(data, Ports.free("127.0.0.1", 0, "--kafka-port"));
                EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            try (TimelineServer first = server(postgres, kafka)) {
                post(first, VISIT.formatted("feed-1"));
                post(first, VISIT.formatted("feed-2"));
                post(
                        first,
                        "{\"type\": \"ActsMerged\", \"id\": \"feed-merge\", \"act\": \"feed-1\", \"merged\": \"feed-2\"}");
                published(first, kafka);
            }
            try (TimelineServer second = server(postgres, kafka);
                    TimelineServer third = server(postgres, kafka)) {
                post(second, VISIT.formatted("feed-3"));
                post(third, "{\"type\": \"ActRetracted\", \"id\": \"feed-r\", \"act\": \"feed-3\"}");
                List<ConsumerRecord<String, String>> records = published(third, kafka);
                check(records);
                checkDocument(records);
            }
        }
    }

    private static TimelineServer server(EmbeddedPostgres postgres, LocalKafka kafka) {
        return TimelineServer.start(
                new TimelineServer.Settings(
                        "127.0.0.1",
                        0,
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "postgres",
                        "",
                        kafka.bootstrap(),
                        Optional.empty(),
                        false),
                line -> {});
    }

    private static void check(List<ConsumerRecord<String, String>> records) {
        List<ConsumerRecord<String, String>> merge = withId(records, "feed-merge");
        assertThat(merge).extracting(ConsumerRecord::key).containsExactlyInAnyOrder("feed-1", "feed-2");
        assertThat(merge).extracting(r -> header(r, "ce_id")).containsOnly(header(merge.getFirst(), "ce_id"));
        assertThat(merge).extracting(r -> header(r, "ce_part")).containsExactlyInAnyOrder("1/2", "2/2");
        ConsumerRecord<String, String> retraction = withId(records, "feed-r").getFirst();
        assertThat(retraction.key()).isEqualTo("feed-3");
        assertThat(retraction.partition())
                .isEqualTo(withId(records, "feed-3").getFirst().partition());
        ConsumerRecord<String, String> visit = withId(records, "feed-1").getFirst();
        assertThat(header(visit, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(visit, "ce_type")).isEqualTo("timeline.engagement.VisitMade.v1");
        assertThat(header(visit, "ce_dataschema")).isEqualTo("/schemas/VisitMade/1");
        assertThat(header(visit, "ce_validat")).isEqualTo("2026-03-02");
        assertThat(header(visit, "ce_knownat")).isEqualTo("2026-03-03T23:59:59.999999Z");
        assertThat(header(visit, "ce_subject")).isEqualTo("feed-1");
        assertThat(header(visit, "ce_source")).isEqualTo("/timeline");
        assertThat(header(visit, "content-type")).isEqualTo("application/json");
        assertThat(JsonMapper.shared().readTree(visit.value()).path("dataset").asString())
                .isEqualTo("local");
    }

    /** The records have the headers of the AsyncAPI document. */
    private static void checkDocument(List<ConsumerRecord<String, String>> records) throws IOException {
        Map<String, Object> document = new Yaml().load(Files.readString(Path.of("../../docs/asyncapi.yaml")));
        Map<String, Object> headers = map(map(map(map(document, "components"), "messages"), "act"), "headers");
        Set<String> described = map(headers, "properties").keySet();
        var seen = new HashSet<String>();
        for (ConsumerRecord<String, String> record : records) {
            var names = new HashSet<String>();
            record.headers().forEach(h -> names.add(h.key()));
            assertThat(names).containsAll(required(headers));
            seen.addAll(names);
        }
        seen.add("ce_erased"); // no event was erased before it was published here; FeedRecordsTest checks that header
        assertThat(seen).isEqualTo(described);
        assertThat(map(map(document, "channels"), "acts").get("address")).isEqualTo(ActsFeed.ACTS);
    }

    @SuppressWarnings("unchecked") // YAML
    private static Map<String, Object> map(Map<String, Object> from, String name) {
        return (Map<String, Object>) Objects.requireNonNull(from.get(name), name);
    }

    @SuppressWarnings("unchecked") // YAML
    private static List<String> required(Map<String, Object> headers) {
        return (List<String>) Objects.requireNonNull(headers.get("required"));
    }

    private static List<ConsumerRecord<String, String>> withId(
            List<ConsumerRecord<String, String>> records, String id) {
        return records.stream()
                .filter(r -> JsonMapper.shared()
                        .readTree(r.value())
                        .path("id")
                        .asString()
                        .equals(id))
                .toList();
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void post(TimelineServer server, String body) throws Exception {
        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri(server, "/acts"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    private static URI uri(TimelineServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path);
    }

    /** All records, after every position of the ledger is among them. Records of the same position must be parts. */
    private static List<ConsumerRecord<String, String>> published(TimelineServer server, LocalKafka kafka)
            throws Exception {
        JsonNode health = JsonMapper.shared()
                .readTree(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri(server, "/health")).build(), BodyHandlers.ofString())
                        .body());
        long head = health.path("position").asLong();
        var byPosition = new TreeMap<Long, List<ConsumerRecord<String, String>>>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrap(),
                "isolation.level", "read_committed",
                "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !consumer.partitionsFor("timeline.acts.v1").isEmpty());
            List<TopicPartition> partitions = consumer.partitionsFor("timeline.acts.v1").stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(r -> byPosition
                                .computeIfAbsent(Long.valueOf(header(r, "ce_position")), p -> new ArrayList<>())
                                .add(r));
                return byPosition.size() >= head;
            });
        }
        byPosition.forEach((position, records) -> {
            boolean parts = records.getFirst().headers().lastHeader("ce_part") != null;
            assertThat(records).as("position %d", position).hasSize(parts ? 2 : 1);
        });
        return byPosition.values().stream().flatMap(List::stream).toList();
    }
}
