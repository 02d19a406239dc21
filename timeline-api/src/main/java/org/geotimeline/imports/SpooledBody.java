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

/** A body on disk, as long as it is needed. */
public record SpooledBody(Path file, long bytes) {

    private static final Logger LOG = LoggerFactory.getLogger(SpooledBody.class);
    private static final int BUFFER = 1 << 16;

    private static final String PREFIX = "timeline-import-";
    private static final String SUFFIX = ".body";

    /** Deletes what servers that were killed left behind before that moment. */
    static void deleteLeft(Instant before) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("what earlier imports left in {} stays there", folder, e);
        }
    }

    /** The body is larger than is allowed. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** @throws TooLarge where it is larger than that; nothing is kept then */
    public static SpooledBody of(InputStream body, long most) throws IOException {
        Path file = Files.createTempFile(PREFIX, SUFFIX);
        try {
            long bytes = 0;
            try (OutputStream out = Files.newOutputStream(file)) {
                byte[] buffer = new byte[BUFFER];
                for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                    bytes += n;
                    if (bytes > most) {
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

    /** The body from its beginning, unpacked where it is packed. */
    public InputStream open(long most) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            in.mark(2);
            boolean packed = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return packed ? new AtMost(new GZIPInputStream(in, BUFFER), most) : in;
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

    /** A small body must not unpack to one without end. */
    private static final class AtMost extends FilterInputStream {

        private final long most;
        private long left;

        AtMost(InputStream in, long most) {
            super(in);
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] to, int at, int length) throws IOException {
            int read = super.read(to, at, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new AnotherFormat("it unpacks to more than %d bytes".formatted(most));
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
