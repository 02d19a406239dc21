package org.geotimeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CanonicalJsonTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static String canonical(String json) {
        return new String(CanonicalJson.bytes(JSON.readTree(json)), StandardCharsets.UTF_8);
    }

    @Test
    void names_are_sorted_by_utf16_code_units_and_nothing_is_written_that_need_not_be() {
        assertThat(canonical("{ \"b\" : [1, true, null], \"\\u20ac\": 2, \"a\": \"\\u00e9\\n\\u001f\\\"\\/\" }"))
                .isEqualTo("{\"a\":\"é\\n\\u001f\\\"/\",\"b\":[1,true,null],\"€\":2}");
        // U+1F600 is D83D DE00 in UTF-16 and stands before U+FF21, though its code point is greater.
        assertThat(canonical("{\"\\uff21\":1,\"\\ud83d\\ude00\":2}")).isEqualTo("{\"\ud83d\ude00\":2,\"\uff21\":1}");
    }

    @Test
    void text_is_brought_to_normalization_form_c() {
        assertThat(canonical("{\"e\\u0301\":\"o\\u0308\"}")).isEqualTo("{\"é\":\"ö\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "1e3",
                "9007199254740992",
                "-9007199254740992",
                "123456789012345678901234567890",
                "\"\\ud800\"",
                "\"\\udc00x\"",
                "{\"\\u00e9\":1,\"e\\u0301\":2}"
            })
    void what_has_no_canonical_form_is_refused(String json) {
        JsonNode value = JSON.readTree(json);
        assertThatThrownBy(() -> CanonicalJson.bytes(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void random_values_have_the_bytes_that_another_implementation_gives() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            ObjectNode value = object(random, 3);
            assertThat(new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .isEqualTo(new JsonCanonicalizer(JSON.writeValueAsString(value)).getEncodedString());
        }
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = 0; i < random.nextInt(5); i++) {
            object.set(text(random), value(random, depth));
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> NODES.stringNode(text(random));
            case 1 -> NODES.numberNode(random.nextLong() >> 12);
            case 2 -> NODES.booleanNode(random.nextBoolean());
            case 3 -> NODES.nullNode();
            case 4 -> object(random, depth - 1);
            default -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = 0; i < random.nextInt(4); i++) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
        };
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        String[] pieces = {"a", "Z", "é", "€", "\ud83d\ude00", "\n", "\u0001", "\"", "\\", "/", "ש", "中", " "};
        for (int i = 0; i < random.nextInt(6); i++) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** The vectors were computed by a program in another language from the description of the format, not by this code. */
    @Test
    void canonical_bytes_and_leaves_are_those_of_the_vectors_that_were_fixed_with_the_format() throws IOException {
        JsonNode vectors;
        try (var resource = CanonicalJsonTest.class.getResourceAsStream("vectors.json")) {
            vectors = JSON.readTree(resource);
        }
        assertThat(vectors).isNotEmpty();
        for (JsonNode vector : vectors) {
            byte[] payload = CanonicalJson.bytes(vector.get("payload"));
            assertThat(new String(payload, StandardCharsets.UTF_8))
                    .isEqualTo(vector.get("canonicalPayload").stringValue());
            byte[] body = Leaf.bodyHash(
                    UUID.fromString(vector.get("id").stringValue()),
                    vector.get("type").stringValue(),
                    vector.get("version").stringValue(),
                    vector.get("tags").valueStream().map(JsonNode::stringValue).toList(),
                    vector.get("metadata")
                            .propertyStream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, e -> e.getValue().stringValue())),
                    HexFormat.of().parseHex(vector.get("salt").stringValue()),
                    payload);
            assertThat(HexFormat.of().formatHex(body))
                    .isEqualTo(vector.get("bodyHash").stringValue());
            byte[] leaf = Leaf.of(Instant.parse(vector.get("recordedAt").stringValue()), body);
            assertThat(HexFormat.of().formatHex(leaf))
                    .isEqualTo(vector.get("leaf").stringValue());
        }
    }

    @Test
    void the_leaf_of_a_known_event_is_what_it_was_when_the_format_was_fixed() {
        byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        byte[] payload = "{\"id\":\"ACT-0001\",\"type\":\"ListingLifted\"}".getBytes(StandardCharsets.UTF_8);
        byte[] body = Leaf.bodyHash(
                UUID.fromString("018f0000-0000-7000-8000-000000000001"),
                "timeline.listing.ListingLifted",
                "1",
                List.of("listing:kaz-national/TAL", "act:ACT-0001", "actor:KAZ"),
                Map.of("recorder", "local", "client", "http"),
                salt,
                payload);
        byte[] leaf = Leaf.of(Instant.parse("2024-01-02T03:04:05.678901Z"), body);
        assertThat(HexFormat.of().formatHex(body))
                .isEqualTo("40f6284bc8b45eb05c848fcd93f3059d2f965c3188af0bdf7bc7b62303b836e7");
        assertThat(HexFormat.of().formatHex(leaf))
                .isEqualTo("5d3e04d9ebed4e9bb86d0cbfd73df7d8ced4273405b19fefa0b1f72a6c4628e3");
    }
}
