package org.geotimeline.cli.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A stream with an idle timeout. The HTTP client limits the wait for the first byte only. If a read gets no bytes
 * within the timeout, another thread closes the stream, and the read fails.
 */
final class IdleTimeoutInputStream extends FilterInputStream {

    private final Duration timeout;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "stream-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean isReading;
    private volatile long readSince = System.nanoTime();
    private volatile boolean isIdle;

    IdleTimeoutInputStream(InputStream in, Duration timeout) {
        super(in);
        this.timeout = timeout;
        long tickMs = Math.max(10, timeout.toMillis() / 10);
        var unused = watch.scheduleWithFixedDelay(this::closeIfIdle, tickMs, tickMs, TimeUnit.MILLISECONDS);
    }

    private void closeIfIdle() {
        if (isReading && System.nanoTime() - readSince > timeout.toNanos()) {
            isIdle = true;
            try {
                in.close();
            } catch (IOException e) {
                // the read reports the timeout anyway
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        readSince = System.nanoTime();
        isReading = true;
        try {
            int count = in.read(bytes, offset, length);
            if (isIdle) {
                throw new Client.Silence(timeout);
            }
            return count;
        } catch (IOException e) {
            throw isIdle ? new Client.Silence(timeout) : e;
        } finally {
            isReading = false;
        }
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        super.close();
    }
}
