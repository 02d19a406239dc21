package org.geotimeline.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.geotimeline.projection.publicfeed.FeedDocument;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The AsyncAPI document that is checked in is made of the code. {@code -Dtimeline.schemas.write=true} writes it again. */
class AsyncApiTest {

    private static final Path FILE = Path.of("../../docs/asyncapi.yaml");

    @Test
    void the_document_that_is_checked_in_is_the_one_that_the_code_makes() throws IOException {
        if (Boolean.getBoolean("timeline.schemas.write")) {
            Files.writeString(FILE, FeedDocument.yaml());
        }
        assertThat(FILE).content(StandardCharsets.UTF_8).isEqualTo(FeedDocument.yaml());
    }

    @Test
    void every_payload_is_a_schema_of_the_openapi_document() throws IOException {
        JsonNode openapi = JsonMapper.shared().readTree(Files.readString(FILE.resolveSibling("openapi.json")));
        JsonNode document = JsonMapper.shared().valueToTree(new Yaml().<Map<String, Object>>load(FeedDocument.yaml()));
        List<String> payloads = document.at("/components/messages/act/payload/oneOf")
                .valueStream()
                .filter(one -> one.has("$ref"))
                .map(one -> one.path("$ref").asString())
                .toList();
        assertThat(payloads).hasSizeGreaterThan(100).allSatisfy(ref -> {
            assertThat(ref).startsWith("openapi.json#/");
            assertThat(openapi.at(ref.substring(ref.indexOf('#') + 1)).isObject())
                    .isTrue();
        });
    }
}
