package org.geotimeline.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a stream line by line, as bytes. A byte order mark before the first line is skipped. */
public final class Lines {

    /** Longer than any line that a server or a file of acts has. */
    public static final int MAX_LINE_BYTES = 64 * 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int end;
    private long count;
    private boolean isWhole = true;

    public Lines(InputStream in) {
        this.in = in;
    }

    /** The next line without its line end; null after the last. */
    public byte @Nullable [] next() throws IOException {
        var line = new ByteArrayOutputStream();
        boolean begun = false;
        while (true) {
            if (position == end) {
                int read = in.read(buffer, 0, buffer.length);
                if (read < 0) {
                    isWhole = !begun;
                    return begun ? counted(line) : null;
                }
                position = 0;
                end = read;
            }
            begun = true;
            int from = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            line.write(buffer, from, position - from);
            if (line.size() > MAX_LINE_BYTES) {
                throw new IOException("line %d is longer than %d bytes".formatted(count + 1, MAX_LINE_BYTES));
            }
            if (position < end) {
                position++;
                return counted(line);
            }
        }
    }

    private byte[] counted(ByteArrayOutputStream line) {
        count++;
        byte[] bytes = line.toByteArray();
        boolean isMarked = count == 1
                && bytes.length >= 3
                && bytes[0] == (byte) 0xef
                && bytes[1] == (byte) 0xbb
                && bytes[2] == (byte) 0xbf;
        return isMarked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    /** The number of the line read last, from 1. */
    public long number() {
        return count;
    }

    /** Whether the last line had a line end; not in a stream that was cut. */
    public boolean isWhole() {
        return isWhole;
    }

    /** Whether bytes of the next line can be read without waiting. */
    public boolean isReady() throws IOException {
        return position < end || in.available() > 0;
    }
}
