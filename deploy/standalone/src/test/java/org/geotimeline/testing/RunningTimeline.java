package org.geotimeline.testing;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.geotimeline.api.TimelineServer;
import org.jspecify.annotations.Nullable;

/** A server with the Afghanistan data set on a real PostgreSQL, without a broker, shared by all tests of a JVM. */
public final class RunningTimeline {

    private static @Nullable Started started;
    private static @Nullable RuntimeException failure;

    private RunningTimeline() {}

    /**
     * The URL of the server. The system property {@code timeline.url} names a running server, for one JVM of tests at a
     * time; without it a server is started.
     */
    public static URI url() {
        String given = System.getProperty("timeline.url", "");
        return given.isBlank() ? shared().url() : URI.create(given);
    }

    /** The shared server, which stops with the JVM. */
    public static synchronized Started shared() {
        if (failure != null) {
            throw new IllegalStateException("the shared server has failed to start before", failure);
        }
        if (started == null) {
            try {
                started = start();
            } catch (RuntimeException e) {
                failure = e; // so that hundreds of tests do not try again
                throw e;
            }
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        }
        return started;
    }

    /**
     * A server and its database.
     *
     * @param afterwards what is left to do after both have stopped
     */
    public record Started(TimelineServer server, EmbeddedPostgres postgres, Runnable afterwards)
            implements AutoCloseable {

        public URI url() {
            return URI.create("http://127.0.0.1:" + server.port());
        }

        /** A connection with the role of analysts. */
        public Connection analyst() throws SQLException {
            return DriverManager.getConnection(postgres.getJdbcUrl("analyst_ro", "postgres"));
        }

        /** Waits until every view has applied the whole ledger. */
        void awaitReady() {
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> new Http(url()).get("/health/ready").status() == 200);
        }

        @Override
        public void close() {
            server.close();
            stop(postgres, afterwards);
        }
    }

    /**
     * A separate server, for tests whose acts would change the answers of others. Its ledger and views are a copy of what a first
     * start has loaded.
     */
    public static Started start() {
        try {
            Path copy = Files.createTempDirectory("timeline-loaded");
            return started(LoadedCluster.start(copy), () -> LoadedCluster.delete(copy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A separate server on an empty database, which loads the data set itself. */
    public static Started startEmpty() {
        try {
            return started(EmbeddedPostgres.builder().start(), () -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** If the server does not start, its database stops, too. */
    static Started started(EmbeddedPostgres postgres, Runnable afterwards) {
        try {
            return new Started(server(postgres), postgres, afterwards);
        } catch (RuntimeException failed) {
            stop(postgres, afterwards);
            throw failed;
        }
    }

    private static void stop(EmbeddedPostgres postgres, Runnable afterwards) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        afterwards.run();
    }

    private static TimelineServer server(EmbeddedPostgres postgres) {
        return TimelineServer.start(
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
    }
}
