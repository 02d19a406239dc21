package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.geotimeline.api.TimelineServer;
import org.geotimeline.store.OldestPostgres;
import org.geotimeline.testing.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Recording, projection and answers on the oldest supported PostgreSQL. All other tests use the newest. */
class OldestPostgresIT {

    @Test
    void an_act_is_recorded_projected_and_answered_on_postgresql_15(@TempDir Path folder) throws Exception {
        try (OldestPostgres postgres = OldestPostgres.startOrSkip(folder);
                TimelineServer server = start(postgres)) {
            var http = new Http(URI.create("http://127.0.0.1:" + server.port()));
            Http.Got posted = http.post("""
                    {"type": "VisitMade", "id": "one", "phase": "effective", "valid": "2024-03-02", "known": "2024-03-03",
                     "actors": [{"id": "TKM"}], "subjects": [{"id": "TAL"}]}""");
            assertThat(posted.status()).as(posted.text()).isEqualTo(201);
            assertThat(http.get("/acts/one?after=one").json().path("valid").asString())
                    .isEqualTo("2024-03-02");
            JsonNode stance = http.get(
                            "/stances?actor=RUS&subject=TAL&dimension=designation&validAt=2024-10-20&knownAt=2024-12-01")
                    .json();
            assertThat(stance.path("rows").path(0).path("value").asString()).isEqualTo("BANNED");
            JsonNode check = http.get("/ops/self-check").json();
            assertThat(check.path("findings").isEmpty()).as(check.toString()).isTrue();
        }
    }

    private static TimelineServer start(OldestPostgres postgres) {
        return TimelineServer.start(
                new TimelineServer.Settings(
                        "127.0.0.1", 0, postgres.url(), "postgres", "", "", Optional.empty(), false),
                line -> {});
    }
}
