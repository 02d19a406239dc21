package org.geotimeline.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.geotimeline.ledger.Hashes;

/** Ids of events derived from names (UUID version 5): the same name gives the same id, everywhere and for ever. */
public final class EventIds {

    /** The name space of this ledger's idempotency keys. */
    private static final UUID NAMESPACE = UUID.fromString("6f1ae8a5-2f0b-5d3e-9d5b-3b1f0c6f5a11");

    private EventIds() {}

    /** The id of the event for a client's idempotency key. */
    public static UUID keyed(String client, String key) {
        return version5(NAMESPACE, client.length() + ":" + client + ":" + key);
    }

    /** The id of a further event of the same report. */
    static UUID derived(UUID first, int part) {
        return version5(first, Integer.toString(part));
    }

    private static UUID version5(UUID namespace, String name) {
        ByteBuffer bytes = ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits());
        MessageDigest sha1 = Hashes.sha1Digest();
        sha1.update(bytes.array());
        ByteBuffer digest = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (digest.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x5000L;
        long low = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
