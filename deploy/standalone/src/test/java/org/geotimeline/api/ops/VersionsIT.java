package org.geotimeline.api.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.testing.ConditionsInCapitals;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two versions of a view in one program: built side by side, compared and activated over HTTP. */
class VersionsIT {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String EARLIER = "conditions_v2";

    @Test
    void a_version_is_compared_with_the_active_one_activated_and_replaced_again(@TempDir Path folder) throws Exception {
        try (RunningTimeline.Started timeline = startWithBoth(folder)) {
            long head = get(timeline, "health").path("position").asLong();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    get(timeline, "ops/versions/conditions").path("versions"))
                            .allSatisfy(
                                    v -> assertThat(v.path("applied").asLong()).isEqualTo(head)));
            serve(timeline, EARLIER, 200);
            assertThat(serve(timeline, EARLIER, 409)).contains("answers already");
            String question = "conditions?subject=TAL&validAt=2025-07-10&knownAt=2026-01-01&position=" + head;
            JsonNode before = get(timeline, question);
            assertThat(before.path("view").path("version").asString()).isEqualTo("v2");
            assertThat(before.path("rows").toString()).contains("\"state\":\"set\"");

            JsonNode differences = get(timeline, "ops/versions/conditions/differences?version=conditions_v99");
            assertThat(differences.path("same").asBoolean()).isFalse();
            assertThat(differences.path("complete").asBoolean()).isTrue();
            assertThat(differences.path("position").asLong()).isEqualTo(head);
            JsonNode corner =
                    differences.path("differing").path(0).path("examples").path(0);
            assertThat(corner.path("answer").path("acts").isEmpty()
                            && corner.path("other").path("acts").isEmpty())
                    .as("each says by which acts: %s", corner)
                    .isFalse();

            serve(timeline, ConditionsInCapitals.NAME, 200);
            JsonNode after = get(timeline, question);
            assertThat(after.path("view").path("version").asString()).isEqualTo("v99");
            assertThat(after.path("rows").toString())
                    .contains("\"state\":\"SET\"")
                    .doesNotContain("\"state\":\"set\"");
            assertThat(states(timeline)).isEqualTo("SET");
            assertThat(get(timeline, "why?question=" + encoded(question)).toString())
                    .contains("SET");

            serve(timeline, EARLIER, 200);
            assertThat(get(timeline, question)).isEqualTo(before);
            assertThat(states(timeline)).contains("set");
            JsonNode log = get(timeline, "ops/versions/conditions").path("served");
            assertThat(log.path(0).path("name").asString()).isEqualTo(EARLIER);
            assertThat(log.path(0).path("before").asString()).isEqualTo(ConditionsInCapitals.NAME);
            assertThat(log.path(0).path("reason").asString()).isEqualTo("tried");
        }
    }

    @Test
    void a_wrong_order_is_refused_with_what_was_expected(@TempDir Path folder) throws Exception {
        try (RunningTimeline.Started timeline = startWithBoth(folder)) {
            assertThat(send(timeline, "ops/versions/none/serve?version=none_v1&reason=x", 404))
                    .contains("no view is called 'none' but ");
            assertThat(send(timeline, "ops/versions/conditions/serve?version=conditions_v3&reason=x", 400))
                    .contains("'conditions_v3' is no version of conditions; there is conditions_v2, conditions_v99");
            assertThat(send(timeline, "ops/versions/conditions/serve?version=conditions_v2&reason=%20", 400))
                    .contains("a reason is a sentence");
            assertThat(send(timeline, "ops/versions/conditions/call-off?version=conditions_v99", 409))
                    .contains("have another version answer first");
            send(timeline, "ops/versions/conditions/call-off?version=conditions_v2", 202);
            assertThat(version(timeline, EARLIER).path("stopped").asBoolean()).isTrue();
            send(timeline, "ops/versions/conditions/conditions_v2/resume", 202);
            await().atMost(SOON)
                    .until(() -> version(timeline, EARLIER).path("behind").asLong() == 0
                            && version(timeline, EARLIER).path("applied").asLong() > 0);
        }
    }

    @Test
    void a_version_is_cancelled_resumed_and_rebuilt_with_reasons_that_are_kept(@TempDir Path folder) throws Exception {
        try (RunningTimeline.Started timeline = startWithBoth(folder)) {
            long head = get(timeline, "health").path("position").asLong();
            awaitLive(timeline, ConditionsInCapitals.NAME, head);
            awaitLive(timeline, EARLIER, head);
            String version = "ops/versions/conditions/" + EARLIER;
            assertThat(send(timeline, version + "/cancel", 400)).contains("reason");
            send(timeline, version + "/cancel?reason=it%20takes%20the%20night", 202);
            assertThat(version(timeline, EARLIER).path("progress").path("phase").asString())
                    .isEqualTo("cancelled");
            assertThat(serve(timeline, EARLIER, 409)).contains("conditions_v2 was cancelled; resume it first");
            send(timeline, version + "/resume", 202);
            send(timeline, "ops/views/conditions_v2/rebuild?reason=to%20be%20sure", 202);
            awaitLive(timeline, EARLIER, head);
            for (String refused : List.of(
                    "ops/versions/conditions/conditions_v99/cancel?reason=x",
                    "ops/views/conditions_v99/rebuild?reason=x")) {
                assertThat(send(timeline, refused, 409)).contains("conditions_v99 answers; have another");
            }
            assertThat(send(timeline, "ops/views/conditions_v7/rebuild?reason=x", 404))
                    .contains("no version of conditions is called 'conditions_v7'");
            JsonNode ordered = get(timeline, "ops/versions/conditions").path("ordered");
            assertThat(ordered).hasSize(3);
            assertThat(ordered.path(0).path("what").asString()).isEqualTo("rebuilt");
            assertThat(ordered.path(0).path("reason").asString()).isEqualTo("to be sure");
            assertThat(ordered.path(1).path("what").asString()).isEqualTo("resumed");
            assertThat(ordered.path(2).path("reason").asString()).isEqualTo("it takes the night");
        }
    }

    @Test
    void only_what_the_program_has_no_more_is_removed(@TempDir Path folder) throws Exception {
        try (RunningTimeline.Started timeline = startWithBoth(folder)) {
            String view = "ops/versions/conditions/";
            assertThat(delete(timeline, view + "conditions_v2?reason=x", 409)).contains("is in the program");
            assertThat(delete(timeline, view + "stance_v1?reason=x", 404))
                    .contains("nothing is left of a version 'stance_v1' of conditions");
            assertThat(delete(timeline, view + "conditions_v7?reason=x", 404)).contains("nothing is left");
            assertThat(delete(timeline, view + "conditions_v7?reason=%20", 400)).contains("a reason is a sentence");
            assertThat(get(timeline, "ops/versions/conditions").path("gone")).isEmpty();
        }
    }

    private static void awaitLive(RunningTimeline.Started timeline, String name, long head) {
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode progress = version(timeline, name).path("progress");
            assertThat(progress.path("phase").asString()).isEqualTo("live");
            assertThat(progress.path("position").asLong()).isEqualTo(head);
            assertThat(progress.path("secondsLeft").asLong()).isZero();
        });
    }

    private static JsonNode version(RunningTimeline.Started timeline, String name) throws Exception {
        for (JsonNode version : get(timeline, "ops/versions/conditions").path("versions")) {
            if (version.path("name").asString().equals(name)) {
                return version;
            }
        }
        throw new AssertionError(name);
    }

    /** Adds a view to the services by which the program finds its views. */
    private static RunningTimeline.Started startWithBoth(Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(Projection.class.getName()), ConditionsInCapitals.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (var more = new URLClassLoader(new URL[] {folder.toUri().toURL()}, usual)) {
            thread.setContextClassLoader(more);
            return RunningTimeline.startEmpty();
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private static String states(RunningTimeline.Started timeline) throws Exception {
        try (Connection analyst = timeline.analyst();
                Statement select = analyst.createStatement();
                ResultSet row = select.executeQuery(
                        "select string_agg(distinct state, ',') from bi.conditions where subject = 'TAL'")) {
            row.next();
            return row.getString(1);
        }
    }

    private static String serve(RunningTimeline.Started timeline, String version, int status) throws Exception {
        return send(timeline, "ops/versions/conditions/serve?version=%s&reason=tried".formatted(version), status);
    }

    private static JsonNode get(RunningTimeline.Started timeline, String path) throws Exception {
        HttpResponse<String> got = ask(HttpRequest.newBuilder(uri(timeline, path)));
        assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(got.body());
    }

    private static String send(RunningTimeline.Started timeline, String path, int status) throws Exception {
        return sent(HttpRequest.newBuilder(uri(timeline, path)).POST(HttpRequest.BodyPublishers.noBody()), status);
    }

    private static String delete(RunningTimeline.Started timeline, String path, int status) throws Exception {
        return sent(HttpRequest.newBuilder(uri(timeline, path)).DELETE(), status);
    }

    private static String sent(HttpRequest.Builder request, int status) throws Exception {
        HttpResponse<String> got = ask(request);
        assertThat(got.statusCode()).as(got.body()).isEqualTo(status);
        return got.body();
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static URI uri(RunningTimeline.Started timeline, String path) {
        return URI.create(timeline.url() + "/api/v1/" + path);
    }
}
