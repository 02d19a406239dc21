package org.geotimeline.api.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A direct change in the database is found and reported with its position. */
class SelfCheckIT {

    @Test
    void what_was_changed_removed_reordered_or_untagged_in_the_database_is_named_by_its_position() throws Exception {
        try (RunningTimeline.Started timeline = RunningTimeline.start()) {
            JsonNode clean = check(timeline, "");
            assertThat(clean.path("findings").isEmpty()).as(clean.toString()).isTrue();
            assertThat(clean.path("complete").asBoolean()).isTrue();
            long head = clean.path("to").asLong();
            assertThat(head).isGreaterThan(600);

            try (Connection owner = timeline.postgres().getPostgresDatabase().getConnection();
                    Statement tamper = owner.createStatement()) {
                tamper.execute("update timeline.event set payload = payload || ' '::bytea where position = 5");
                tamper.execute(
                        "update timeline.event set recorded_at = recorded_at + interval '1 hour' where position = 50");
                tamper.execute("delete from timeline.event where position = 9");
                tamper.execute("update timeline.event set position = -20 where position = 20");
                tamper.execute("update timeline.event set position = 20 where position = 21");
                tamper.execute("update timeline.event set position = 21 where position = -20");
                tamper.execute("delete from timeline.tag where position = 300");
                tamper.execute("delete from timeline.event where position = " + head);
            }
            JsonNode found = check(timeline, "");
            assertThat(positions(found))
                    .contains(5L, 9L, 21L, 50L, 51L, 300L, head)
                    .allMatch(p -> p != 6 && p != 299);
            assertThat(found.path("complete").asBoolean()).isTrue();
            assertThat(positions(check(timeline, "?from=10&limit=11")))
                    .as("a part")
                    .isEqualTo(List.of(20L));
        }
    }

    private static List<Long> positions(JsonNode report) {
        var positions = new ArrayList<Long>();
        report.path("findings")
                .forEach(finding -> positions.add(finding.path("position").asLong()));
        return positions;
    }

    private static JsonNode check(RunningTimeline.Started timeline, String query) throws Exception {
        HttpResponse<String> got = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(timeline.url() + "/api/v1/ops/self-check" + query))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(got.body());
    }
}
