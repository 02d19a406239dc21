package org.geotimeline.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines as the bytes that they are, one at a time. A byte order mark before the first is no part of it. */
public final class Lines {

    /** No line of ours is longer; one that is must be something else. */
    public static final int LONGEST = 64 * 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;
    private long count;
    private boolean isWhole = true;

    public Lines(InputStream in) {
        this.in = in;
    }

    /** The next line without its end; null after the last. */
    public byte @Nullable [] next() throws IOException {
        var line = new ByteArrayOutputStream();
        boolean begun = false;
        while (true) {
            if (next == end) {
                int read = in.read(buffer, 0, buffer.length);
                if (read < 0) {
                    isWhole = !begun;
                    return begun ? given(line) : null;
                }
                next = 0;
                end = read;
            }
            begun = true;
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            line.write(buffer, from, next - from);
            if (line.size() > LONGEST) {
                throw new IOException("line %d is longer than %d bytes".formatted(count + 1, LONGEST));
            }
            if (next < end) {
                next++;
                return given(line);
            }
        }
    }

    private byte[] given(ByteArrayOutputStream line) {
        count++;
        byte[] bytes = line.toByteArray();
        boolean isMarked = count == 1
                && bytes.length >= 3
                && bytes[0] == (byte) 0xef
                && bytes[1] == (byte) 0xbb
                && bytes[2] == (byte) 0xbf;
        return isMarked ? java.util.Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    /** Number of the line that was given last; the first is 1. */
    public long number() {
        return count;
    }

    /** False when the last line had no end, as when a stream is cut. */
    public boolean isWhole() {
        return isWhole;
    }

    /** Whether the next line can be read, in part at least, without waiting. */
    public boolean isReady() throws IOException {
        return next < end || in.available() > 0;
    }
}
