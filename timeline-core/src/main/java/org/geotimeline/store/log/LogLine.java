package org.geotimeline.store.log;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.geotimeline.ledger.CanonicalJson;
import org.geotimeline.ledger.Leaf;
import org.geotimeline.store.StoredEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as a line of a log file, with all its columns in the ledger. A payload of canonical JSON, as of every act, is written
 * under {@code body}, any other payload as base64 under {@code payload}, and the hash of an erased one under {@code erased}.
 */
final class LogLine {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final HexFormat HEX = HexFormat.of();

    private LogLine() {}

    static byte[] bytes(ObjectNode line) {
        return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode of(StoredEvent event) {
        ObjectNode line = JSON.createObjectNode();
        line.put("position", event.position())
                .put("id", event.id().toString())
                .put("type", event.type())
                .put("version", event.version())
                .put("recordedAt", event.recordedAt().toString())
                .put("saidAt", event.saidAt().toString());
        var tags = line.putArray("tags");
        event.tags().forEach(tags::add);
        ObjectNode metadata = line.putObject("metadata");
        new TreeMap<>(event.metadata()).forEach(metadata::put);
        line.put("leaf", HEX.formatHex(event.leaf()));
        if (event.isErased()) {
            line.put("erased", HEX.formatHex(event.payload()));
        } else {
            line.put("salt", HEX.formatHex(event.salt()));
            payload(event.payload(), line);
        }
        return line;
    }

    private static void payload(byte[] payload, ObjectNode line) {
        try {
            JsonNode body = JSON.readTree(payload);
            if (body.isObject() && Arrays.equals(CanonicalJson.bytes(body), payload)) {
                line.set("body", body);
                return;
            }
        } catch (JacksonException | IllegalArgumentException e) {
            // bytes of another kind
        }
        line.put("payload", Base64.getEncoder().encodeToString(payload));
    }

    /** @throws Faulty if the line is no event, or not the event that was recorded */
    static StoredEvent read(JsonNode line) {
        try {
            var tags = new ArrayList<String>();
            line.required("tags").forEach(tag -> tags.add(tag.stringValue()));
            Map<String, String> metadata = new TreeMap<>();
            line.required("metadata")
                    .properties()
                    .forEach(entry ->
                            metadata.put(entry.getKey(), entry.getValue().stringValue()));
            var event = new StoredEvent(
                    line.required("position").longValue(),
                    UUID.fromString(text(line, "id")),
                    text(line, "type"),
                    text(line, "version"),
                    Instant.parse(text(line, "recordedAt")),
                    Instant.parse(text(line, "saidAt")),
                    payload(line),
                    metadata,
                    List.copyOf(tags),
                    line.has("erased") ? new byte[0] : salt(line),
                    HEX.parseHex(text(line, "leaf")));
            byte[] leaf = Leaf.of(event.recordedAt(), bodyHash(event));
            if (!Arrays.equals(leaf, event.leaf())) {
                throw new Faulty(
                        "event %s at position %d is not what was recorded: its leaf is %s, and what is written has %s"
                                .formatted(event.id(), event.position(), text(line, "leaf"), HEX.formatHex(leaf)));
            }
            return event;
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new Faulty("it is no event of a log: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    static byte[] bodyHash(StoredEvent event) {
        return Leaf.bodyHash(
                event.id(),
                event.type(),
                event.version(),
                event.tags(),
                event.metadata(),
                event.salt(),
                event.payload());
    }

    private static String text(JsonNode line, String field) {
        return line.required(field).stringValue();
    }

    /** No event was ever appended without one. */
    private static byte[] salt(JsonNode line) {
        byte[] salt = HEX.parseHex(text(line, "salt"));
        if (salt.length == 0) {
            throw new Faulty("it is no event of a log: its salt is empty");
        }
        return salt;
    }

    private static byte[] payload(JsonNode line) {
        if (line.has("erased")) {
            return HEX.parseHex(text(line, "erased"));
        }
        return line.has("body")
                ? CanonicalJson.bytes(line.get("body"))
                : Base64.getDecoder().decode(text(line, "payload"));
    }

    /** What is wrong with a line. */
    static final class Faulty extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Faulty(String what) {
            super(what);
        }
    }
}
