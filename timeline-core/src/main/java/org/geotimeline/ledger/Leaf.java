package org.geotimeline.ledger;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The hash under which an event stands in the log. Its index there is its position − 1.
 *
 * <p>Body: the canonical bytes of {@code {"id", "metadata", "payload", "tags", "type", "version"}}, where {@code payload}
 * is the SHA-256 of salt and payload in hexadecimal, and tags are sorted. Leaf: SHA-256 of a zero byte, the recorded time
 * in microseconds since 1970 as eight bytes big endian, and the SHA-256 of the body. The payload can be erased for
 * legal reasons without losing any proof: its hash stays instead of it, without a salt.
 */
public final class Leaf {

    private Leaf() {}

    /**
     * SHA-256 of the body.
     *
     * @param payload the payload; if the salt is empty, the hash of the erased one
     */
    public static byte[] bodyHash(
            UUID id,
            String type,
            String version,
            Collection<String> tags,
            Map<String, String> metadata,
            byte[] salt,
            byte[] payload) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", id.toString()).put("type", type).put("version", version);
        var sorted = body.putArray("tags");
        new TreeSet<>(tags).forEach(sorted::add);
        ObjectNode beside = body.putObject("metadata");
        metadata.forEach(beside::put);
        body.put("payload", HexFormat.of().formatHex(salt.length == 0 ? payload : Hashes.sha256(salt, payload)));
        return Hashes.sha256(CanonicalJson.bytes(body));
    }

    /** The leaf of a body that was recorded at that time. */
    public static byte[] of(Instant recordedAt, byte[] bodyHash) {
        long micros = Math.addExact(
                Math.multiplyExact(recordedAt.getEpochSecond(), 1_000_000L), recordedAt.getNano() / 1_000);
        return Hashes.sha256(
                ByteBuffer.allocate(9).put((byte) 0).putLong(micros).array(), bodyHash);
    }
}
