package org.geotimeline.store.log;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.geotimeline.ledger.Hashes;

/**
 * One hash over leaves in their order: that of none is 32 zero bytes, and each leaf makes it the SHA-256 of what it was and
 * the leaf. Whatever is changed, left out, put in or moved, it is another.
 */
final class LogChain {

    private final MessageDigest sha256 = Hashes.sha256Digest();
    private byte[] hash = new byte[32];

    void add(byte[] leaf) {
        sha256.update(hash);
        hash = sha256.digest(leaf);
    }

    String hex() {
        return HexFormat.of().formatHex(hash);
    }
}
