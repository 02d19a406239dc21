package org.geotimeline.cli.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A stream that does not wait for ever. The HTTP client bounds the wait for the first byte only; here a read that gets
 * nothing for as long as the patience lasts closes the stream from outside and fails.
 */
final class IdleTimeoutInputStream extends FilterInputStream {

    private final Duration patience;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "stream-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean isReading;
    private volatile long since = System.nanoTime();
    private volatile boolean isSilent;

    IdleTimeoutInputStream(InputStream in, Duration patience) {
        super(in);
        this.patience = patience;
        long tick = Math.max(10, patience.toMillis() / 10);
        var unused = watch.scheduleWithFixedDelay(this::look, tick, tick, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (isReading && System.nanoTime() - since > patience.toNanos()) {
            isSilent = true;
            try {
                in.close();
            } catch (IOException e) {
                // the reader is told that it was silence, whatever the close says
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
        since = System.nanoTime();
        isReading = true;
        try {
            int count = in.read(bytes, offset, length);
            if (isSilent) {
                throw new Client.Silence(patience);
            }
            return count;
        } catch (IOException e) {
            throw isSilent ? new Client.Silence(patience) : e;
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
