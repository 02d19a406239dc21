package org.geotimeline.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.geotimeline.store.StoreSchema;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL for the run, with the settings of {@code timeline up}: acknowledged writes are on disk. */
final class Server implements AutoCloseable {

    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    static final String USER = "postgres";

    /** The first statement of each connection of the application. */
    static final String APPLICATION = "set role timeline_app";

    private static final String TEMPLATE = "ledger";
    private static final String DATA_SET = "data set";
    private static final String BROKER = "org.geotimeline.standalone.KafkaBroker";

    private final EmbeddedPostgres postgres;
    private final Path folder;
    private final Map<String, String> kept = new HashMap<>();
    private final Map<String, Program> programs = new LinkedHashMap<>();
    private int made;
    private int brokerPort;

    private Server(EmbeddedPostgres postgres, Path folder) {
        this.postgres = postgres;
        this.folder = folder;
    }

    /** Starts the server with its files in a subfolder of that folder. */
    static Server start(Path folder) throws IOException, SQLException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setServerConfig("max_connections", "150")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("jit", "off")
                .setServerConfig("timezone", "UTC")
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
        DURABLE.forEach(builder::setServerConfig);
        var server = new Server(builder.start(), folder);
        try {
            for (var setting : DURABLE.entrySet()) {
                String is = server.asked("postgres", "show " + setting.getKey());
                if (!is.equals(setting.getValue())) {
                    throw new IllegalStateException("%s is %s".formatted(setting.getKey(), is));
                }
            }
            server.execute("postgres", "create database " + TEMPLATE);
            try (HikariDataSource owner = server.pool(TEMPLATE, 2, null)) {
                StoreSchema.migrate(owner);
            }
            server.execute(TEMPLATE, PlainJdbc.TABLES);
            return server;
        } catch (RuntimeException | SQLException e) {
            server.close();
            throw e;
        }
    }

    String version() throws SQLException {
        return asked("postgres", "show server_version");
    }

    /** Writes pending pages of earlier contests to disk. */
    void settle() throws SQLException {
        execute("postgres", "checkpoint");
    }

    /** A new empty ledger. */
    Ledger ledger() throws SQLException {
        return new Ledger(this, database());
    }

    /** A new ledger with the default data set, copied from one that is loaded once. */
    Ledger loaded() throws Exception {
        if (!kept.containsKey(DATA_SET)) {
            kept(DATA_SET, History::load).close(); // a template must have no other connection
        }
        return new Ledger(this, database(Objects.requireNonNull(kept.get(DATA_SET))));
    }

    /**
     * The same.
     *
     * @param more additional statements for the new database
     * @param path the search path of each connection of the store
     */
    Ledger ledger(String more, String path) throws SQLException {
        String database = database();
        execute(database, more);
        return new Ledger(this, database, APPLICATION + "; " + path);
    }

    /** A new ledger with this number of generated events. */
    Ledger ledger(int events) throws SQLException {
        String database = database();
        fill(database, events);
        return new Ledger(this, database);
    }

    /** Brings a template ledger into its state. */
    interface Filling {
        void fill(Ledger ledger) throws Exception;
    }

    /** The full ledger; the first caller waits until it is filled. */
    Ledger full(int events) throws Exception {
        return kept("full", ledger -> ledger.fill(events));
    }

    /** A ledger that several contests read and none writes. */
    Ledger kept(String name, Filling filling) throws Exception {
        String database = kept.get(name);
        if (database != null) {
            return new Ledger(this, database);
        }
        String fresh = database();
        var ledger = new Ledger(this, fresh);
        try {
            filling.fill(ledger);
            kept.put(name, fresh);
            return ledger;
        } catch (Exception e) {
            ledger.close();
            throw e;
        }
    }

    /** The program of a peer, with a new database; it runs until the end of the run. */
    Program peer(Peers peer) throws Exception {
        return program(peer.name(), () -> peer.start(this, database()));
    }

    /** XTDB with the steps of all pairs; the first caller waits until they are loaded. */
    Program filledXtdb(int steps) throws Exception {
        return program("filled XTDB", () -> {
            Program xtdb = peer(Peers.XTDB);
            String days =
                    FiledSteps.days(steps).stream().map(LocalDate::toString).collect(Collectors.joining(" "));
            xtdb.ask("fill", FiledSteps.ACTORS, FiledSteps.subjects(steps), days);
            return xtdb;
        });
    }

    /** The tool of Kafka that measures producers. */
    Program producerTool() throws Exception {
        return program("producer tool", () -> Program.here(ProducerTool.class.getName(), List.of(), folder));
    }

    /** Host and port of the broker; the first caller waits until it is ready. */
    String broker() throws Exception {
        var broker = program("broker", () -> {
            brokerPort = freePort();
            List<String> where = List.of(folder.resolve("kafka").toString(), Integer.toString(brokerPort));
            return Program.here(BROKER, where, folder);
        });
        broker.awaitReady();
        return "127.0.0.1:" + brokerPort;
    }

    /** A folder for the files of a contest. */
    Path folder() {
        return folder;
    }

    private Program program(String name, Callable<Program> starting) throws Exception {
        Program running = programs.get(name);
        if (running == null) {
            running = starting.call();
            programs.put(name, running);
        }
        return running;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String database() throws SQLException {
        return database(TEMPLATE);
    }

    private String database(String template) throws SQLException {
        String name = "bench_" + ++made;
        execute("postgres", "create database %s template %s".formatted(name, template));
        return name;
    }

    void fill(String database, int events) throws SQLException {
        execute(database, GeneratedActs.fill(events));
        execute(database, "vacuum analyze");
    }

    void drop(String database) throws SQLException {
        if (!kept.containsValue(database)) {
            execute("postgres", "drop database %s with (force)".formatted(database));
        }
    }

    String asked(String database, String sql) throws SQLException {
        try (Connection connection = connect(database, "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection with the driver settings that a plain writer would choose. */
    Connection connect(String database, String parameters) throws SQLException {
        return DriverManager.getConnection(url(database) + parameters);
    }

    String url(String database) {
        return postgres.getJdbcUrl(USER, database);
    }

    HikariDataSource pool(String database, int most, @Nullable String first) {
        var config = new HikariConfig();
        config.setJdbcUrl(url(database));
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(1);
        if (first != null) {
            config.setConnectionInitSql(first);
        }
        return new HikariDataSource(config);
    }

    @Override
    public void close() throws SQLException {
        programs.values().forEach(Program::close);
        try {
            postgres.close();
        } catch (IOException e) {
            throw new SQLException("PostgreSQL does not stop", e);
        }
    }
}
