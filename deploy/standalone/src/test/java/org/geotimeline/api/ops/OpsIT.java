package org.geotimeline.api.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotimeline.cli.TimelineCommand;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running server as its operator sees it: the page, the meters, the probes and the commands. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpsIT {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String VIEW = "stance_v3";

    @SuppressWarnings("NullAway.Init")
    private static RunningTimeline.Started timeline;

    @BeforeAll
    static void start() {
        timeline = RunningTimeline.startEmpty();
    }

    @AfterAll
    static void stop() {
        timeline.close();
    }

    @Test
    @Order(1)
    void a_server_without_faults_shows_its_ledger_and_every_view_on_one_page() throws Exception {
        awaitLive();
        JsonNode ops = get("ops");
        long head = get("health").path("position").asLong();

        assertThat(ops.path("wrong").isEmpty()).as(ops.toString()).isTrue();
        JsonNode ledger = ops.path("ledger");
        assertThat(ledger.path("position").asLong()).isEqualTo(head).isGreaterThan(600);
        assertThat(ledger.path("database").asString()).matches("\\d+\\.\\d+.*");
        assertThat(ledger.path("bytes").asLong())
                .isBetween(100_000L, ledger.path("databaseBytes").asLong());
        assertThat(ledger.path("recordedAt").asString()).startsWith("20");
        assertThat(ops.path("views")).hasSizeGreaterThan(10).allSatisfy(view -> {
            assertThat(view.path("state").asString()).isEqualTo("live");
            assertThat(view.path("behind").asLong(-1)).isZero();
            assertThat(view.path("secondsBehind").asDouble(-1)).isZero();
            assertThat(view.path("serving").asBoolean()).isTrue();
        });
        assertThat(ops.path("feed").isNull()).as("nothing is published here").isTrue();
        assertThat(ops.path("disk").isNull()).as("the database is elsewhere").isTrue();
        assertThat(ops.path("appends").path("count").asLong()).isPositive();
        for (Map.Entry<String, JsonNode> link : ops.path("links").properties()) {
            String address = link.getValue()
                    .asString("")
                    .replace("versions/{view}", "versions/stance")
                    .replace("{view}", VIEW);
            assertThat(ask(address).statusCode()).as(address).isEqualTo(200);
        }
        assertThat(run("ops")).as(ran).isZero();
        assertThat(ran).startsWith("All is well.").contains(VIEW);
        assertThat(run("ops", "self-check")).as(ran).isZero();
        assertThat(ran).contains("from position 1 to " + head);
    }

    @Test
    @Order(2)
    void prometheus_finds_the_meters_with_units_and_people_find_them_as_json() throws Exception {
        HttpResponse<String> got = ask("/api/v1/ops/metrics");
        assertThat(got.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/plain")
                .contains("version=0.0.4");
        Map<String, Double> samples = samples(got.body());
        long head = get("health").path("position").asLong();

        assertThat(samples.get("timeline_ledger_position_events")).isEqualTo(head);
        assertThat(samples.get("timeline_append_seconds_count")).isPositive();
        assertThat(samples.get("timeline_append_seconds_bucket{le=\"30.0\"}")).isPositive();
        assertThat(samples.get("timeline_append_conflicts_total")).isNotNull();
        assertThat(samples.get("timeline_append_failures_total")).isZero();
        assertThat(samples.get("timeline_append_waiting_appends")).isZero();
        assertThat(samples.get("timeline_append_group_appends_count")).isPositive();
        String tag = "{projection=\"" + VIEW + "\"}";
        assertThat(samples.get("timeline_projection_lag_seconds" + tag)).isZero();
        assertThat(samples.get("timeline_projection_behind_events" + tag)).isZero();
        assertThat(samples.get("timeline_projection_progress_ratio" + tag)).isEqualTo(1);
        assertThat(samples.get("timeline_projection_stopped" + tag)).isZero();
        assertThat(samples.get("timeline_projection_serving" + tag)).isEqualTo(1);
        assertThat(samples.get("timeline_projection_events_total" + tag)).isEqualTo(head);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(samples(ask("/api/v1/ops/metrics").body())
                                        .get("timeline_projection_look_seconds_count" + tag))
                                .as("looks when caught up")
                                .isPositive());
        assertThat(samples.get("timeline_imports_running_imports")).isZero();
        assertThat(samples.get("timeline_feed_lag_seconds")).isNaN();
        assertThat(got.body())
                .contains("# HELP timeline_projection_lag_seconds age of the oldest event")
                .contains("jvm_memory_used_bytes{")
                .contains("http_server_requests_seconds_bucket{")
                .contains("hikaricp_connections_active{");

        JsonNode meters = get("ops/meters");
        assertThat(meters).anySatisfy(meter -> {
            assertThat(meter.path("name").asString()).isEqualTo("timeline.append");
            assertThat(meter.path("unit").asString()).isEqualTo("seconds");
            assertThat(meter.path("values").path("count").asLong()).isPositive();
            assertThat(meter.path("values").has("p99")).isTrue();
        });
        assertThat(meters)
                .allSatisfy(meter -> assertThat(meter.path("description").asString(""))
                        .as(meter.toString())
                        .isNotEmpty());
        String page = Files.readString(Path.of("../../docs/operations.md"));
        assertThat(meters)
                .allSatisfy(meter ->
                        assertThat(page).contains("`" + meter.path("name").asString() + "`"));
        assertThat(get("ops/meters?prefix=jvm.memory.used")).isNotEmpty();
        assertThat(ask("/api/v1/ops/meters?prefiks=jvm").statusCode()).isEqualTo(400);
    }

    @Test
    @Order(3)
    void an_orchestrator_sees_whether_the_server_lives_and_is_ready() throws Exception {
        assertThat(get("health/live").path("status").asString()).isEqualTo("up");
        assertThat(get("health/ready").path("status").asString()).isEqualTo("up");
    }

    @Test
    @Order(4)
    void a_parked_act_is_seen_everywhere_and_is_tried_again_and_dropped_by_command() throws Exception {
        park(7);
        awaitStatus("degraded");
        assertThat(get("ops").path("wrong").toString()).contains(VIEW + " has parked 1 act");
        assertThat(samples(ask("/api/v1/ops/metrics").body())
                        .get("timeline_projection_parked_acts{projection=\"" + VIEW + "\"}"))
                .isEqualTo(1);
        assertThat(run("ops")).isEqualTo(1);
        assertThat(ran).startsWith("One thing is wrong.");
        assertThat(run("ops", "parked")).isZero();
        assertThat(ran).contains(VIEW, "java.lang.Error: not today");
        assertThat(run("ops", "retry", VIEW, "8")).isEqualTo(3);

        assertThat(run("ops", "retry", VIEW, "7")).as(ran).isZero();
        awaitLive();
        assertThat(run("ops", "parked", VIEW)).isZero();
        assertThat(ran).contains("No act is parked.");

        park(7);
        assertThat(run("ops", "drop", VIEW, "7", "--reason", "recorded twice"))
                .as(ran)
                .isZero();
        awaitLive();
        assertThat(get("ops/views/" + VIEW + "/dropped").toString()).contains("recorded twice");
    }

    @Test
    @Order(5)
    void versions_are_shown_and_the_active_one_cannot_be_activated_again() {
        assertThat(run("ops", "versions", "stance")).as(ran).isZero();
        assertThat(ran).contains(VIEW, "yes");
        assertThat(run("ops", "serve", "stance", VIEW, "--reason", "tried")).isEqualTo(1);
        assertThat(ran).contains("answers already");
        assertThat(run("ops", "versions", "none")).isEqualTo(3);
    }

    @Test
    @Order(6)
    void what_was_changed_in_the_database_ends_the_self_check_with_code_4() throws Exception {
        execute("update timeline.event set payload = payload || ' '::bytea where position = 5");
        assertThat(run("ops", "self-check")).isEqualTo(4);
        assertThat(ran).contains("5         event").contains("its leaf is another");
    }

    @Test
    @Order(7)
    void without_its_database_the_page_answers_and_the_server_lives_and_is_not_ready() throws Exception {
        timeline.postgres().close();
        awaitStatus("degraded");
        JsonNode ops = get("ops");
        assertThat(ops.path("wrong").toString()).contains("the ledger does not answer");
        assertThat(ops.path("ledger").isNull()).isTrue();
        assertThat(ops.path("views")).isNotEmpty();
        assertThat(ask("/api/v1/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = ask("/api/v1/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("not ready");
        assertThat(samples(ask("/api/v1/ops/metrics").body()).get("timeline_ledger_position_events"))
                .isNaN();
        assertThat(run("ops")).isEqualTo(1);
    }

    // --------------------------------------------------------------------------------------------------- requests

    private static String ran = "";

    /** Runs a command as an operator does, and keeps its output. */
    private static int run(String... command) {
        var out = new StringWriter();
        String[] all = Arrays.copyOf(command, command.length + 2);
        all[command.length] = "--server";
        all[command.length + 1] = timeline.url().toString();
        int code = TimelineCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(all);
        ran = out.toString();
        return code;
    }

    private static void awaitStatus(String status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get("ops").path("status").asString())
                        .as(get("ops").toString())
                        .isEqualTo(status));
    }

    /** The server has no fault, and every view has applied all events. */
    private static void awaitLive() {
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode ops = get("ops");
            assertThat(ops.path("status").asString()).as(ops.toString()).isEqualTo("up");
            assertThat(ops.path("views"))
                    .allSatisfy(view -> assertThat(view.path("behind").asLong(-1))
                            .as(view.toString())
                            .isZero());
        });
    }

    private static final Pattern SAMPLE = Pattern.compile("^([a-z_]+(?:\\{[^}]*})?) (\\S+)$", Pattern.MULTILINE);

    private static Map<String, Double> samples(String text) {
        var samples = new TreeMap<String, Double>();
        Matcher sample = SAMPLE.matcher(text);
        while (sample.find()) {
            samples.put(sample.group(1), Double.parseDouble(sample.group(2)));
        }
        return samples;
    }

    /** Parks the act as one that the view could not place. */
    private static void park(long position) throws Exception {
        execute("""
            insert into projection.parked (name, timeline, position, act_id, cause, tries)
            select '%s', '{}', position, event_id::text, 'java.lang.Error: not today', 3
            from timeline.event where position = %d\
            """.formatted(VIEW, position));
    }

    private static void execute(String sql) throws Exception {
        try (Connection owner = timeline.postgres().getPostgresDatabase().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> got = ask("/api/v1/" + path);
        assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(got.body());
    }

    private static HttpResponse<String> ask(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(timeline.url() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
