package org.geotimeline.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.geotimeline.api.TimelineServer;
import org.jspecify.annotations.Nullable;

/** A server with the Afghanistan data set on a real PostgreSQL, without a broker, shared by all tests of a JVM. */
public final class RunningTimeline {

    private static @Nullable Started started;

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
        if (started == null) {
            started = start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        }
        return started;
    }

    /** A server and its database. */
    public record Started(TimelineServer server, EmbeddedPostgres postgres) implements AutoCloseable {

        public URI url() {
            return URI.create("http://127.0.0.1:" + server.port());
        }

        /** A connection with the role of analysts. */
        public Connection analyst() throws SQLException {
            return DriverManager.getConnection(postgres.getJdbcUrl("analyst_ro", "postgres"));
        }

        @Override
        public void close() {
            server.close();
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A separate server, for tests whose acts would change the answers of others. */
    public static Started start() {
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
            return new Started(server, postgres);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
