package org.geotimeline.api.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The text of an act is removed for legal reasons, on a running server. */
class ErasureIT {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String SECRET = "Zarghuna Example";

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> get(RunningTimeline.Started timeline, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(timeline.url() + "/api/v1" + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(RunningTimeline.Started timeline, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(timeline.url() + "/api/v1" + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> reply) {
        return JsonMapper.shared().readTree(reply.body());
    }

    @Test
    void an_erased_act_is_gone_from_every_answer_and_its_place_and_its_proof_stay() throws Exception {
        try (RunningTimeline.Started timeline = RunningTimeline.start()) {
            JsonNode receipt = json(post(timeline, "/acts", """
                    {"type": "VisitMade", "id": "VISIT-1", "phase": "effective", "valid": "2026-03-02", "known": "2026-03-03",
                     "actors": [{"id": "UZB"}], "subjects": [{"id": "TAL"}], "title": {"en": "%s visits Kabul"}}
                    """.formatted(SECRET)));
            long position = receipt.path("position").asLong();
            assertThat(position).isPositive();
            HttpResponse<String> pinned = get(timeline, "/acts/VISIT-1?after=" + position);
            assertThat(pinned.body()).contains(SECRET);

            assertThat(post(timeline, "/acts", """
                    {"type": "PayloadErased", "act": "VISIT-1", "event": "%s"}""".formatted(
                                            receipt.path("event").asString()))
                            .statusCode())
                    .as("only said")
                    .isEqualTo(422);
            for (String wrong : List.of(
                    "{}", "{\"act\": \"VISIT-1\"}", "{\"act\": \"VISIT-1\", \"position\": 3, \"reason\": \"x\"}")) {
                assertThat(post(timeline, "/ops/erasures", wrong).statusCode()).isEqualTo(400);
            }
            assertThat(post(timeline, "/ops/erasures", "{\"act\": \"VISIT-2\", \"reason\": \"x\"}")
                            .statusCode())
                    .isEqualTo(404);

            String asked = "{\"act\": \"VISIT-1\", \"reason\": \"A court ordered it.\"}";
            HttpResponse<String> reply = post(timeline, "/ops/erasures", asked);
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
            JsonNode erased = json(reply);
            assertThat(erased.path("position").asLong()).isEqualTo(position);
            assertThat(erased.path("now").asBoolean()).isTrue();
            assertThat(json(post(timeline, "/ops/erasures", asked)).path("now").asBoolean())
                    .isFalse();

            long told = erased.path("erasurePosition").asLong();
            await().atMost(SOON).untilAsserted(() -> {
                HttpResponse<String> gone = get(timeline, "/acts/VISIT-1?after=" + told);
                assertThat(gone.statusCode()).as(gone.body()).isEqualTo(410);
                assertThat(gone.body()).contains(erased.path("erasure").asString(), "position " + told);
            });
            await().atMost(SOON).untilAsserted(() -> {
                HttpResponse<String> acts = get(timeline, "/acts?actor=UZB&after=" + told);
                assertThat(acts.statusCode()).as(acts.body()).isEqualTo(200);
                assertThat(acts.body()).doesNotContain(SECRET, "VISIT-1\"");
            });
            assertThat(post(timeline, "/acts", """
                    {"type": "ActCorrected", "act": "VISIT-1", "changes": {"valid": "2026-03-01"}}""").body()).contains("act 'VISIT-1' was erased");
            String line = get(timeline, "/replay?from=%d&to=%d".formatted(position, position))
                    .body();
            assertThat(line)
                    .contains("\"erased\"", receipt.path("leaf").asString())
                    .doesNotContain(SECRET, "\"body\"");
            JsonNode report = json(get(timeline, "/ops/self-check"));
            assertThat(report.path("findings").isEmpty()).as(report.toString()).isTrue();
            assertThat(report.path("erased").valueStream().map(JsonNode::asLong))
                    .containsExactly(position);
            assertThat(get(timeline, "/ops/log").body()).contains("\"erased\"").doesNotContain(SECRET);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(rowsWithTheSecret(timeline)).isZero());
        }
    }

    private static long rowsWithTheSecret(RunningTimeline.Started timeline) throws Exception {
        long rows = 0;
        try (Connection owner = timeline.postgres().getPostgresDatabase().getConnection();
                Statement statement = owner.createStatement()) {
            var tables = new ArrayList<String>();
            try (var found = statement.executeQuery(
                    "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('projection', 'timeline')")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                try (var count = statement.executeQuery(
                        "select count(*) from %s t where t::text like '%%Zarghuna%%'".formatted(table))) {
                    count.next();
                    rows += count.getLong(1);
                }
            }
            try (var count = statement.executeQuery(
                    "select count(*) from timeline.event where position('Zarghuna'::bytea in payload) > 0")) {
                count.next();
                rows += count.getLong(1);
            }
        }
        return rows;
    }
}
