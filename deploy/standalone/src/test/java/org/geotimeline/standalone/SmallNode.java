package org.geotimeline.standalone;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.eventsourcing.eventstore.StorageEngineBackedEventStore;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.SimpleEventBus;
import org.geotimeline.act.ActJson;
import org.geotimeline.projection.publicfeed.ActsFeed;
import org.geotimeline.projection.query.NotApplied;
import org.geotimeline.projection.runtime.ProjectionState;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.projection.runtime.versions.Version;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.recording.ActEvents;
import org.geotimeline.recording.LedgerRegister;
import org.geotimeline.recording.Outcome;
import org.geotimeline.recording.RecordAct;
import org.geotimeline.recording.Recorder;
import org.geotimeline.store.PostgresEventStore;
import org.geotimeline.store.log.SelfCheck;
import org.geotimeline.testing.ConditionsInCapitals;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The main class of a node without HTTP, which starts in a second: store, recorder, projections and feed. It reads
 * orders as lines of standard input, and reports outcomes as lines of standard output. It ends with its input, which
 * the operating system ends however the parent dies.
 */
final class SmallNode {

    /** The view with two versions in this program. */
    static final String IN_TWO_VERSIONS = "conditions";

    /** Ends the answer to every line that is not an act. */
    static final String END = "end";

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private final HikariDataSource pool;
    private final PostgresEventStore store;
    private final Recorder recorder;
    private final Projections projections;
    private final ExecutorService one = Executors.newSingleThreadExecutor();
    private final ExecutorService many = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService questions = Executors.newSingleThreadExecutor();

    private SmallNode(String url, String user, String password) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(24);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setConnectionInitSql("set role timeline_app");
        pool = new HikariDataSource(config);
        store = PostgresEventStore.open(pool, ActEvents.converter());
        recorder = new Recorder(
                new StorageEngineBackedEventStore(store, new SimpleEventBus(), ActEvents::tags),
                new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE),
                store.log(),
                new LedgerRegister(store.log()));
        projections = Projections.start(all(), pool, store.log(), new SimpleMeterRegistry());
    }

    private static List<Projection> all() {
        var all = new ArrayList<Projection>();
        ServiceLoader.load(Projection.class).forEach(all::add);
        all.add(new ConditionsInCapitals());
        return all;
    }

    /** Arguments: database, user and password; with a broker also its address and the topic. */
    public static void main(String[] given) throws IOException {
        var node = new SmallNode(given[0], given[1], given[2]);
        if (given.length > 3) {
            ActsFeed.start(given[3], given[4], 1 << 20, node.pool, node.store.log(), new SimpleMeterRegistry());
        }
        say("ready");
        try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                node.take(line);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private void take(String line) {
        int space = line.indexOf(' ');
        String rest = line.substring(space + 1);
        switch (line.substring(0, Math.max(0, space))) {
            case "one" -> one.execute(() -> record(rest));
            case "many" -> many.execute(() -> record(rest));
            default -> questions.execute(() -> answer(line));
        }
    }

    // ------------------------------------------------------------------------------------------------------------ acts

    private void record(String body) {
        JsonNode json = JSON.readTree(body);
        String id = json.path("id").asString();
        try {
            var report = new RecordAct(
                    ActJson.read(json),
                    ReportedAct.event(body),
                    "local",
                    "faults",
                    Instant.now().truncatedTo(ChronoUnit.MICROS));
            say(
                    switch (recorder.record(report, false)) {
                        case Outcome.OnFile made ->
                            "on-file %s %d"
                                    .formatted(id, made.events().getFirst().position());
                        case Outcome.NothingNew known ->
                            "on-file %s %d".formatted(id, known.event().position());
                        case Outcome.Taken taken -> "taken " + id;
                        case Outcome.Refused refused -> "refused %s %s".formatted(id, refused.faults());
                    });
        } catch (RuntimeException e) {
            say("failed %s %s".formatted(id, e));
        }
    }

    // ------------------------------------------------------------------------------------------------------- questions

    private void answer(String question) {
        String[] words = question.split(" ");
        try {
            switch (words[0]) {
                case "views" -> projections.states().forEach(view -> say(view.name()));
                case "here" ->
                    projections.states().stream().filter(ProjectionState::here).forEach(view -> say(view.name()));
                case "troubles" ->
                    projections.states().stream()
                            .filter(view -> view.parked() > 0 || view.stopped() || view.failure() != null)
                            .forEach(view -> say(view.toString()));
                case "reset" -> projections.reset(words[1]);
                case "switch" -> projections.serve(version(false).name(), "a fault test");
                case "serving" -> {
                    say(version(true).name());
                    say(projections.served(IN_TWO_VERSIONS, 1).getFirst().name());
                }
                case "digests" -> projections.states().forEach(view -> digest(view.name(), Long.parseLong(words[1])));
                case "self-check" ->
                    new SelfCheck(store.log(), pool)
                            .run(1, Long.MAX_VALUE)
                            .findings()
                            .forEach(finding -> say(finding.toString()));
                case "stop" -> stop();
                default -> throw new IllegalArgumentException("not understood: " + question);
            }
        } catch (RuntimeException e) {
            say("failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        say(END);
    }

    private Version version(boolean serving) {
        return projections.versions(IN_TWO_VERSIONS).stream()
                .filter(version -> version.serving() == serving)
                .findFirst()
                .orElseThrow();
    }

    private void digest(String view, long position) {
        String digest = await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(NotApplied.class)
                .until(() -> projections.digest(view, position), d -> !d.isEmpty());
        say(view + " " + digest);
    }

    /** Leaves its projections to other nodes, and ends. */
    private void stop() {
        projections.close();
        store.close();
        pool.close();
        Runtime.getRuntime().halt(0);
    }

    /** Prints in one write, so that a line is whole or missing. */
    private static synchronized void say(String line) {
        try {
            OUT.write((line.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
