package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills all processes while thousands of acts are recorded: each acknowledged act is on file once.
 * {@code -Dtimeline.test.acts} sets the number of acts: 1,000 in every run, 4,000 with {@code -Dtimeline.test.all=true}.
 */
class KillWhileRecordingIT {

    private static final int ACTS =
            Integer.getInteger("timeline.test.acts", Boolean.getBoolean("timeline.test.all") ? 4_000 : 1_000);
    private static final int KILLED_AFTER = ACTS * 2 / 5;
    private static final int CLIENTS = 8;
    private static final List<String> ACTORS =
            IntStream.range(0, 40).mapToObj(i -> "STATE_" + i).toList();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void every_acknowledged_act_is_on_file_in_the_views_and_on_the_topic_once() throws Exception {
        Path data = temporary.resolve("data");
        RunningUp first = RunningUp.empty(data, temporary);
        try {
            register(first);
            record(first, true);
        } finally {
            first.kill();
            first.process().waitFor();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLED_AFTER).hasSizeLessThan(ACTS);
        Set<String> beforeTheKill = Set.copyOf(acknowledged);

        RunningUp second = RunningUp.empty(data, temporary);
        try {
            assertThat(recorded(second)).containsAll(beforeTheKill);
            record(second, false);
            assertThat(acknowledged).hasSize(ACTS);
            assertThat(recorded(second)).containsExactlyInAnyOrderElementsOf(acknowledged);
            everyActIsInTheViews(second);
            everyEventIsOnTheTopicOnce(second);
            assertThat(second.stop()).isZero();
        } finally {
            second.kill();
        }
    }

    private void register(RunningUp up) throws Exception {
        for (String actor : ACTORS) {
            post(up, """
                {"type": "ActorRegistered", "id": "actor:%s", "actor": "%s", "kind": "state"}\
                """.formatted(actor, actor));
        }
    }

    private static String act(int number) {
        String actor = ACTORS.get(number % ACTORS.size());
        String subject = ACTORS.get((number / ACTORS.size() + number + 1) % ACTORS.size());
        return """
            {"type": "VisitMade", "id": "visit-%d", "phase": "effective", "valid": "20%02d-%02d-%02d",
             "actors": [{"id": "%s"}], "subjects": [{"id": "%s"}]}\
            """.formatted(number, number % 26, number % 12 + 1, number % 28 + 1, actor, subject);
    }

    /** Sends all acts without an acknowledgement; with {@code kill}, kills all processes in between. */
    private void record(RunningUp up, boolean kill) throws Exception {
        List<Integer> missing = IntStream.range(0, ACTS)
                .filter(n -> !acknowledged.contains("visit-" + n))
                .boxed()
                .toList();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int client = 0; client < CLIENTS; client++) {
                int mine = client;
                clients.submit(() -> {
                    for (int i = mine; i < missing.size(); i += CLIENTS) {
                        if (!send(up, missing.get(i))) {
                            return;
                        }
                    }
                });
            }
            if (kill) {
                await().atMost(Duration.ofMinutes(3)).until(() -> acknowledged.size() >= KILLED_AFTER);
                up.everything().forEach(process -> process.signal("KILL"));
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(4, TimeUnit.MINUTES)).isTrue();
        }
    }

    private boolean send(RunningUp up, int number) {
        try {
            post(up, act(number));
            acknowledged.add("visit-" + number);
            return true;
        } catch (IOException e) {
            return false; // the server is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The status is 201, or 200 if the act was recorded before without an acknowledgement. */
    private static void post(RunningUp up, String body) throws IOException, InterruptedException {
        var response = CLIENT.send(
                HttpRequest.newBuilder(URI.create(up.card().url() + "/api/v1/acts"))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(60))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() != 201 && response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
    }

    /** A view that is behind answers 503, and is asked again. */
    private static String get(RunningUp up, String question) {
        return await().atMost(Duration.ofMinutes(2))
                .until(() -> response(up, question), response -> response.statusCode() != 503)
                .body();
    }

    private static HttpResponse<String> response(RunningUp up, String question) throws Exception {
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create(up.card().url() + "/api/v1" + question))
                        .timeout(Duration.ofMinutes(2))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isIn(200, 503);
        return response;
    }

    /** The ids of all visits in the history, which must have no gap and no duplicate. */
    private static List<String> recorded(RunningUp up) throws Exception {
        List<JsonNode> events = get(up, "/replay").lines().map(JSON::readTree).toList();
        assertThat(events.stream().map(e -> e.path("position").asLong()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size())
                        .mapToObj(n -> (long) n)
                        .toList());
        return events.stream()
                .map(e -> e.path("body").path("id").asString())
                .filter(id -> id.startsWith("visit-"))
                .toList();
    }

    private void everyActIsInTheViews(RunningUp up) throws Exception {
        long head = JSON.readTree(get(up, "/health")).path("position").asLong();
        var seen = new HashMap<String, Integer>();
        String next = "/acts?type=VisitMade&limit=1000&after=" + head;
        while (true) {
            JsonNode page = JSON.readTree(get(up, next));
            page.path("rows").forEach(row -> seen.merge(row.path("id").asString(), 1, Integer::sum));
            if (page.path("complete").asBoolean()) {
                break;
            }
            next = "/acts?type=VisitMade&limit=1000&cursor=" + page.path("next").asString();
        }
        assertThat(seen.keySet()).isEqualTo(acknowledged);
        assertThat(seen.values()).containsOnly(1);
    }

    private void everyEventIsOnTheTopicOnce(RunningUp up) throws Exception {
        long head = JSON.readTree(get(up, "/health")).path("position").asLong();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", up.card().kafka(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false");
        var positions = new HashSet<Long>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("timeline.acts.v1").stream()
                    .map((PartitionInfo p) -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    String position = new String(
                            record.headers().lastHeader("ce_position").value(), StandardCharsets.UTF_8);
                    assertThat(positions.add(Long.parseLong(position)))
                            .as("position %s is on the topic once", position)
                            .isTrue();
                }
                return positions.size() >= head;
            });
        }
        assertThat(positions).hasSize((int) head);
    }
}
