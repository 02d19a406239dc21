package org.geotimeline.store.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One hash over leaves in their order: that of none is 32 zero bytes, and each leaf makes it the SHA-256 of what it was and
 * the leaf. Whatever is changed, left out, put in or moved, it is another.
 */
final class LogChain {

    private final MessageDigest sha256;
    private byte[] hash = new byte[32];

    LogChain() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(byte[] leaf) {
        sha256.update(hash);
        hash = sha256.digest(leaf);
    }

    String hex() {
        return HexFormat.of().formatHex(hash);
    }
}
