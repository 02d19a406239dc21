package org.geotimeline.store.log;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.geotimeline.ledger.Hashes;

/**
 * One hash over all leaves in their order. The hash of no leaves is 32 zero bytes. Each leaf replaces the hash by the SHA-256 of
 * the hash and the leaf. A changed, missing, additional or moved leaf gives another hash.
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
