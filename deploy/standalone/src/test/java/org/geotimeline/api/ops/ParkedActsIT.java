package org.geotimeline.api.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Acts that a view could not apply, shown and repaired over HTTP. */
class ParkedActsIT {

    private static final Duration SOON = Duration.ofMinutes(3);

    @Test
    void parked_acts_are_seen_in_health_and_are_tried_again_or_dropped_with_a_reason() throws Exception {
        try (RunningTimeline.Started timeline = RunningTimeline.start()) {
            JsonNode health = get(timeline, "health");
            long head = health.path("position").asLong();
            String view = "stance_v3";
            String parked = "ops/views/" + view + "/parked";
            assertThat(get(timeline, parked).isEmpty()).isTrue();
            String before = get(
                            timeline,
                            "stances?actor=RUS&subject=TAL&validAt=2025-07-10&knownAt=2026-01-01&position=" + head)
                    .toString();

            park(timeline, view, 7);
            await().atMost(SOON).untilAsserted(() -> {
                JsonNode now = get(timeline, "health");
                assertThat(now.path("status").asString()).isEqualTo("degraded");
                assertThat(now.path("views")).anySatisfy(each -> {
                    assertThat(each.path("name").asString()).isEqualTo(view);
                    assertThat(each.path("parked").asInt()).isEqualTo(1);
                });
            });
            JsonNode listed = get(timeline, parked + "?after=6&limit=1");
            assertThat(listed.path(0).path("cause").asString()).isEqualTo("java.lang.Error: not today");
            assertThat(send(timeline, parked + "/retry?position=8").statusCode())
                    .isEqualTo(404);
            assertThat(send(timeline, parked + "/retry?position=7").statusCode())
                    .isEqualTo(202);
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(get(timeline, parked).isEmpty()).isTrue());
            awaitAllApplied(timeline, head);
            assertThat(get(
                            timeline,
                            "stances?actor=RUS&subject=TAL&validAt=2025-07-10&knownAt=2026-01-01&position=" + head))
                    .hasToString(before);

            park(timeline, view, 7);
            String reason = URLEncoder.encode("recorded twice", StandardCharsets.UTF_8);
            assertThat(send(timeline, parked + "/drop?position=7").statusCode()).isEqualTo(400);
            assertThat(send(timeline, parked + "/drop?position=8&reason=" + reason)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(send(timeline, parked + "/drop?position=7&reason=" + reason)
                            .statusCode())
                    .isEqualTo(202);
            awaitAllApplied(timeline, head);
            JsonNode dropped = get(timeline, "ops/views/" + view + "/dropped");
            assertThat(dropped.path(0).path("reason").asString()).isEqualTo("recorded twice");
            assertThat(dropped.path(0).path("position").asLong()).isEqualTo(7);
            assertThat(send(timeline, "ops/views/none_v1/parked/retry").statusCode())
                    .isEqualTo(404);
        }
    }

    private static void awaitAllApplied(RunningTimeline.Started timeline, long head) {
        await().atMost(SOON)
                .untilAsserted(() -> get(timeline, "health")
                        .path("views")
                        .forEach(each -> assertThat(each.path("applied").asLong())
                                .as(each.toString())
                                .isEqualTo(head)));
    }

    /** Parks the act as one that the view could not place. */
    private static void park(RunningTimeline.Started timeline, String view, long position) throws Exception {
        try (Connection owner = timeline.postgres().getPostgresDatabase().getConnection();
                Statement insert = owner.createStatement()) {
            insert.execute("""
                insert into projection.parked (name, timeline, position, act_id, cause, tries)
                select '%s', '{}', position, event_id::text, 'java.lang.Error: not today', 3
                from timeline.event where position = %d\
                """.formatted(view, position));
        }
    }

    private static JsonNode get(RunningTimeline.Started timeline, String path) throws Exception {
        HttpResponse<String> got = ask(HttpRequest.newBuilder(uri(timeline, path)));
        assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(got.body());
    }

    private static HttpResponse<String> send(RunningTimeline.Started timeline, String path) throws Exception {
        return ask(HttpRequest.newBuilder(uri(timeline, path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(RunningTimeline.Started timeline, String path) {
        return URI.create(timeline.url() + "/api/v1/" + path);
    }
}
