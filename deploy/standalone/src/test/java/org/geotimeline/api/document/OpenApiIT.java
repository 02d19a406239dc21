package org.geotimeline.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geotimeline.testing.Http;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenAPI document that is checked in is the one that is served. {@code -Dtimeline.openapi.write=true} writes it
 * anew.
 */
class OpenApiIT {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final Path FILE = Path.of("../../docs/openapi.json");

    private final Http http = new Http(RunningTimeline.url());

    @Test
    void the_document_that_is_checked_in_is_the_one_that_is_served() throws IOException {
        String served = JSON.writeValueAsString(http.get("/openapi").json()) + "\n";
        if (Boolean.getBoolean("timeline.openapi.write")) {
            Files.writeString(FILE, served);
        }
        assertThat(FILE).content(StandardCharsets.UTF_8).isEqualTo(served);
    }

    @Test
    void every_question_has_its_clocks_and_recording_has_its_schemas() {
        JsonNode document = http.get("/openapi").json();
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        for (String path : new String[] {"/api/v1/stances", "/api/v1/acts", "/api/v1/forums/{forum}/participation"}) {
            assertThat(document.path("paths")
                            .path(path)
                            .path("get")
                            .path("parameters")
                            .valueStream()
                            .map(p -> p.path("name").asString()))
                    .as(path)
                    .contains("validAt", "knownAt", "position", "after")
                    .doesNotContain("clocks");
        }
        assertThat(document.path("paths")
                        .path("/api/v1/acts")
                        .path("post")
                        .path("requestBody")
                        .toString())
                .contains("/schemas/ListingLifted/1");
    }
}
