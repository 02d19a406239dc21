package org.geotimeline.questions;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import org.geotimeline.api.TimelineServer;
import org.jspecify.annotations.Nullable;

/** A server with the Afghanistan timeline on a real PostgreSQL, without a broker: one for all tests of a JVM. */
public final class RunningTimeline {

    private static @Nullable URI started;

    private RunningTimeline() {}

    /** Where it is: the system property {@code timeline.url} names one that runs already, else one is started. */
    public static synchronized URI url() {
        String given = System.getProperty("timeline.url", "");
        if (!given.isBlank()) {
            return URI.create(given);
        }
        if (started == null) {
            started = start();
        }
        return started;
    }

    private static URI start() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
            TimelineServer server = TimelineServer.start(
                    new TimelineServer.Settings(
                            "127.0.0.1",
                            0,
                            postgres.getJdbcUrl("postgres", "postgres"),
                            "postgres",
                            "",
                            "",
                            Optional.empty(),
                            false),
                    line -> {});
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                try {
                    postgres.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return URI.create("http://127.0.0.1:" + server.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
