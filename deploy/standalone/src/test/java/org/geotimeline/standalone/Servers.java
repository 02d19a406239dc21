package org.geotimeline.standalone;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geotimeline.api.record.DataFile;
import org.geotimeline.projection.runtime.Analysts;
import org.geotimeline.store.StoreSchema;
import tools.jackson.databind.json.JsonMapper;

/**
 * The PostgreSQL and the broker of the nodes, started as by {@code timeline up}. Each restarts with its files after a
 * kill.
 */
final class Servers implements AutoCloseable {

    /** More lines would make each rebuild longer, and no kill more telling. */
    private static final int FIRST_EDITION_LINES = 718;

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String BASE = "timeline";

    private final DataFolder data;
    private final int postgresPort = Ports.free("127.0.0.1", 0, "--pg-port");
    private final int kafkaPort = Ports.free("127.0.0.1", 0, "--kafka-port");
    private LocalPostgres postgres;
    private LocalKafka kafka;
    private int databases;

    private Servers(Path folder) {
        this.data = DataFolder.open(folder);
        this.postgres = LocalPostgres.start(data, postgresPort);
        this.kafka = LocalKafka.start(data, kafkaPort);
    }

    /** Starts both, and makes a database with the first edition of the Afghanistan data set, the template of all others. */
    static Servers start(Path folder) throws Exception {
        var servers = new Servers(folder);
        try (var owner = new HikariDataSource()) {
            owner.setJdbcUrl(servers.postgres.jdbcUrl());
            owner.setUsername(servers.postgres.user());
            owner.setPassword(servers.postgres.password());
            owner.setMaximumPoolSize(2);
            StoreSchema.migrate(owner);
            Analysts.limit(owner);
        }
        try (var round = new Round(servers, BASE, new Random(0), List.of())) {
            RunningNode node = round.start(DataFile.DEFAULT);
            round.report("one", dataSet());
            round.settle();
            node.ask("digests " + round.head()); // until every view has applied all events
            node.begin("stop");
            node.awaitEnd();
        }
        return servers;
    }

    private static List<ReportedAct> dataSet() throws IOException {
        DataFile file = DataFile.named(DataFile.DEFAULT).orElseThrow();
        var acts = new ArrayList<ReportedAct>();
        try (var lines = new BufferedReader(
                new InputStreamReader(file.location().toURL().openStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine();
                    line != null && acts.size() < FIRST_EDITION_LINES;
                    line = lines.readLine()) {
                String id = JsonMapper.shared().readTree(line).path("id").asString();
                acts.add(new ReportedAct(DataFile.DEFAULT, id, line));
            }
        }
        return acts;
    }

    /** A new database with the data set and its views. */
    String freshDatabase() throws SQLException {
        String name = "faults_" + ++databases;
        try (Connection connection = superuser("postgres");
                Statement create = connection.createStatement()) {
            create.execute("create database %s template %s owner %s".formatted(name, BASE, postgres.user()));
        }
        return name;
    }

    void drop(String database) throws SQLException {
        try (Connection connection = superuser("postgres");
                Statement drop = connection.createStatement()) {
            drop.execute("drop database %s with (force)".formatted(database));
        }
    }

    /** The arguments of a node. */
    List<String> arguments(String node, String database, String topic) {
        return List.of(
                url(database) + "?ApplicationName=" + node,
                postgres.user(),
                postgres.password(),
                kafka.bootstrap(),
                topic);
    }

    Path log(String node) {
        return data.log(node);
    }

    String bootstrap() {
        return kafka.bootstrap();
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgresPort, database);
    }

    Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", data.secret("postgres-superuser"));
    }

    // ----------------------------------------------------------------------------------------------------------- kills

    void killPostmaster() {
        new RunningProcess(postgres.pid()).signal("KILL");
        postgres = LocalPostgres.start(data, postgresPort);
    }

    /** Kills one backend of a node. PostgreSQL then ends all other backends, and restarts by itself. */
    void killBackend(String database, Random random) throws SQLException {
        List<Long> backends = await().atMost(SOON).until(() -> backends(database), all -> !all.isEmpty());
        new RunningProcess(backends.get(random.nextInt(backends.size()))).signal("KILL");
        await().atMost(SOON).ignoreExceptionsInstanceOf(SQLException.class).until(() -> {
            superuser(database).close();
            return true;
        });
    }

    private List<Long> backends(String database) throws SQLException {
        var backends = new ArrayList<Long>();
        try (Connection connection = superuser("postgres");
                PreparedStatement select = connection.prepareStatement(
                        "select pid from pg_stat_activity where datname = ? and backend_type = 'client backend' order"
                                + " by pid")) {
            select.setString(1, database);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    backends.add(rows.getLong(1));
                }
            }
        }
        return backends;
    }

    /** The number of open transactions of a node that wait for its next statement. */
    int openTransactions(String node) throws SQLException {
        try (Connection connection = superuser("postgres");
                PreparedStatement select = connection.prepareStatement(
                        "select count(*) from pg_stat_activity where application_name = ? and state = 'idle in"
                                + " transaction'")) {
            select.setString(1, node);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    void killBroker() {
        var broker = new RunningProcess(kafka.pid());
        broker.signal("KILL");
        broker.awaitEnd(SOON);
        kafka = LocalKafka.start(data, kafkaPort);
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
        data.close();
    }
}
