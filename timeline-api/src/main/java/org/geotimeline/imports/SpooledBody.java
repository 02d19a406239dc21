package org.geotimeline.imports;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.geotimeline.imports.format.AnotherFormat;
import org.geotimeline.imports.format.CutShort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The body of a request in a temporary file. */
public record SpooledBody(Path file, long bytes) {

    private static final Logger LOG = LoggerFactory.getLogger(SpooledBody.class);
    private static final int BUFFER = 1 << 16;

    private static final String PREFIX = "timeline-import-";
    private static final String SUFFIX = ".body";

    /** Deletes the files that killed servers left behind before that moment. */
    static void deleteLeft(Instant before) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("the files of earlier imports in {} cannot be deleted", folder, e);
        }
    }

    /** The body is larger than the limit. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Writes a body to a file.
     *
     * @throws TooLarge if the body is larger than {@code maxBytes}; then there is no file
     */
    public static SpooledBody of(InputStream body, long maxBytes) throws IOException {
        Path file = Files.createTempFile(PREFIX, SUFFIX);
        try {
            long bytes = 0;
            try (OutputStream out = Files.newOutputStream(file)) {
                byte[] buffer = new byte[BUFFER];
                for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                    bytes += n;
                    if (bytes > maxBytes) {
                        throw new TooLarge();
                    }
                    out.write(buffer, 0, n);
                }
            }
            return new SpooledBody(file, bytes);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /**
     * The body from its beginning, unpacked if it is packed.
     *
     * @param maxBytes the largest size that a packed body may have after unpacking
     */
    public InputStream open(long maxBytes) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            in.mark(2);
            boolean packed = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return packed ? new LimitedStream(new GZIPInputStream(in, BUFFER), maxBytes) : in;
        } catch (EOFException e) {
            in.close();
            throw new CutShort("the packed body breaks off at its beginning");
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops a small body from unpacking to one without end. */
    private static final class LimitedStream extends FilterInputStream {

        private final long maxBytes;
        private long leftBytes;

        LimitedStream(InputStream in, long maxBytes) {
            super(in);
            this.maxBytes = maxBytes;
            this.leftBytes = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = super.read(to, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            leftBytes -= read;
            if (leftBytes < 0) {
                throw new AnotherFormat("it unpacks to more than %d bytes".formatted(maxBytes));
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
