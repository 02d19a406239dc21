package org.geotimeline.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.geotimeline.api.ops.HealthApi;
import org.geotimeline.api.record.DataFile;
import org.geotimeline.api.record.DataSet;
import org.geotimeline.projection.runtime.ProjectionState;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.log.LogFile;
import org.geotimeline.store.log.LogRefused;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A running server: the application with its store, its projections and its feed. */
public final class TimelineServer implements AutoCloseable {

    private static final Duration MAX_WAIT_FOR_VIEWS = Duration.ofSeconds(60);

    private final ServletWebServerApplicationContext context;

    private TimelineServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /**
     * The settings with which a server starts.
     *
     * @param listen the address to listen on
     * @param port the port; 0 takes a free one
     * @param jdbcUrl the database; its user owns it, or may create roles and schemas in it
     * @param kafkaBootstrap hosts and ports of brokers
     * @param dataSet the acts to load at the start; empty for the default
     * @param empty true to load nothing
     * @param log a log file to load instead of a data set
     */
    public record Settings(
            String listen,
            int port,
            String jdbcUrl,
            String user,
            String password,
            String kafkaBootstrap,
            Optional<DataFile> dataSet,
            boolean empty,
            Optional<Path> log) {

        public Settings(
                String listen,
                int port,
                String jdbcUrl,
                String user,
                String password,
                String kafkaBootstrap,
                Optional<DataFile> dataSet,
                boolean empty) {
            this(listen, port, jdbcUrl, user, password, kafkaBootstrap, dataSet, empty, Optional.empty());
        }
    }

    /**
     * Starts the server and loads its data set. Returns when the server answers.
     *
     * @param progress receives one line for each step
     * @throws LogRefused if the log file cannot be loaded; then nothing of it is on file
     */
    public static TimelineServer start(Settings settings, Consumer<String> progress) {
        progress.accept("starting the application");
        var server = new TimelineServer((ServletWebServerApplicationContext) new SpringApplicationBuilder(
                        TimelineApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("settings", properties(settings))))
                .registerShutdownHook(false)
                .run());
        try {
            settings.log().ifPresent(log -> server.load(log, progress));
            DataSet dataSet = server.context.getBean(DataSet.class);
            dataSet.registerLocal();
            if (!settings.empty()) {
                dataSet.load(settings.dataSet().orElseGet(TimelineServer::defaultFile), progress);
            }
            server.context.getBean(HealthApi.class).loaded();
            server.context.getBean(Projections.class).release();
            server.awaitViews(progress);
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private void load(Path log, Consumer<String> progress) {
        try (InputStream in = LogFile.open(log)) {
            long events = LogFile.load(in, context.getBean(DataSource.class));
            progress.accept("%d events loaded from %s, every leaf checked".formatted(events, log));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read: %s".formatted(log, e.getMessage()), e);
        }
    }

    private static DataFile defaultFile() {
        return DataFile.named(DataFile.DEFAULT)
                .orElseThrow(() -> new IllegalStateException(DataFile.DEFAULT + " is not in this build"));
    }

    /** Waits until the views have applied everything that was loaded, so that the first question sees all of it. */
    private void awaitViews(Consumer<String> progress) {
        Projections projections = context.getBean(Projections.class);
        long head = context.getBean(EventLog.class).head();
        for (ProjectionState state : projections.states()) {
            try {
                if (!projections.await(state.name(), head, MAX_WAIT_FOR_VIEWS)) {
                    progress.accept("%s is still %d events behind".formatted(state.name(), head - state.applied()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Map<String, Object> properties(Settings settings) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("server.address", settings.listen());
        properties.put("server.port", settings.port());
        properties.put("timeline.database.url", settings.jdbcUrl());
        properties.put("timeline.database.user", settings.user());
        properties.put("timeline.database.password", settings.password());
        properties.put("timeline.kafka.bootstrap", settings.kafkaBootstrap());
        return properties;
    }

    /** The port on which the server listens. */
    public int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    @Override
    public void close() {
        context.close();
    }
}
