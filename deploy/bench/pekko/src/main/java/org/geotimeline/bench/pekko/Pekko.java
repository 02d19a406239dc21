package org.geotimeline.bench.pekko;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import org.geotimeline.bench.peer.Peer;
import org.geotimeline.bench.peer.Turn;

/** The program: {@code Pekko JDBC-URL USER SAMPLE}, whose sample is the JSON of one act. */
public final class Pekko implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ActorSystem system;
    private final String sample;
    private final List<ActorRef> writers = new ArrayList<>();

    private Pekko(String url, String user, String sample) throws Exception {
        this.sample = sample;
        makeTables(url, user);
        this.system = ActorSystem.create("bench", settings(url, user));
    }

    public static void main(String[] arguments) throws Exception {
        try (var pekko = new Pekko(arguments[0], arguments[1], arguments[2])) {
            Peer.serve(pekko::asked);
        }
    }

    private static void makeTables(String url, String user) throws Exception {
        try (InputStream sql = Pekko.class.getResourceAsStream("/schema/postgres/postgres-create-schema.sql");
                Connection connection = DriverManager.getConnection(url, user, "");
                Statement make = connection.createStatement()) {
            String all = new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
            for (String one : all.split(";", -1)) { // a concurrent index needs a statement of its own
                if (!one.isBlank()) {
                    make.execute(one);
                }
            }
        }
    }

    /** The default configuration, with one pool for journal and snapshots. */
    private static Config settings(String url, String user) {
        String database = "pekko-persistence-jdbc.shared-databases.slick.";
        return ConfigFactory.parseMap(Map.ofEntries(
                        Map.entry("pekko.loglevel", "WARNING"),
                        Map.entry("pekko.stdout-loglevel", "WARNING"),
                        Map.entry("pekko.persistence.journal.plugin", "jdbc-journal"),
                        Map.entry("pekko.persistence.snapshot-store.plugin", "jdbc-snapshot-store"),
                        Map.entry("jdbc-journal.use-shared-db", "slick"),
                        Map.entry("jdbc-snapshot-store.use-shared-db", "slick"),
                        Map.entry(database + "profile", "slick.jdbc.PostgresProfile$"),
                        Map.entry(database + "db.url", url),
                        Map.entry(database + "db.user", user),
                        Map.entry(database + "db.password", ""),
                        Map.entry(database + "db.driver", "org.postgresql.Driver")))
                .withFallback(ConfigFactory.load());
    }

    private double asked(String what, List<String> words) throws Exception {
        if (!what.equals("append")) {
            throw new IllegalArgumentException("nobody knows how to " + what);
        }
        int many = Integer.parseInt(words.get(0));
        while (writers.size() < many) {
            writers.add(system.actorOf(Writer.named("writer-" + writers.size())));
        }
        List<Turn.Work> works = writers.subList(0, many).stream()
                .map(writer -> (Turn.Work) () -> write(writer))
                .toList();
        return Turn.rate(Duration.ofMillis(Long.parseLong(words.get(1))), works);
    }

    private void write(ActorRef writer) throws Exception {
        String id = "BENCH-" + UUID.randomUUID();
        Patterns.ask(writer, new Writer.Write(id, sample.replace("\"@ID@\"", '"' + id + '"')), PATIENCE)
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        system.terminate();
    }
}
