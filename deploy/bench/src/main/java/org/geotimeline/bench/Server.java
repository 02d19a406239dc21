package org.geotimeline.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.geotimeline.store.StoreSchema;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of the run's own, set as {@code timeline up} sets its own: what is acknowledged is on the disk. */
final class Server implements AutoCloseable {

    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    private static final String TEMPLATE = "ledger";

    private final EmbeddedPostgres postgres;
    private int made;
    private @Nullable String full;

    private Server(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts it with its files in that folder. */
    static Server start(Path folder) throws IOException, SQLException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setServerConfig("max_connections", "150")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("jit", "off")
                .setServerConfig("timezone", "UTC")
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
        DURABLE.forEach(builder::setServerConfig);
        var server = new Server(builder.start());
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

    /** What an earlier contest left to write is written now. */
    void settle() throws SQLException {
        execute("postgres", "checkpoint");
    }

    /** A ledger of its own, with nothing on file. */
    Ledger ledger() throws SQLException {
        return new Ledger(this, database());
    }

    /** A ledger of its own with so many generated events on file. */
    Ledger ledger(int events) throws SQLException {
        String database = database();
        fill(database, events);
        return new Ledger(this, database);
    }

    /** The one ledger that is full; who asks for it first waits until it is. */
    Ledger full(int events) throws SQLException {
        String database = Optional.ofNullable(full).orElse("");
        if (database.isEmpty()) {
            database = database();
            fill(database, events);
            full = database;
        }
        return new Ledger(this, database);
    }

    private String database() throws SQLException {
        String name = "bench_" + ++made;
        execute("postgres", "create database %s template %s".formatted(name, TEMPLATE));
        return name;
    }

    void fill(String database, int events) throws SQLException {
        execute(database, GeneratedActs.fill(events));
        execute(database, "vacuum analyze");
    }

    void drop(String database) throws SQLException {
        if (!database.equals(full)) {
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

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection with what a plain writer would ask of the driver. */
    Connection connect(String database, String parameters) throws SQLException {
        return DriverManager.getConnection(postgres.getJdbcUrl("postgres", database) + parameters);
    }

    HikariDataSource pool(String database, int most, @Nullable String first) {
        var config = new HikariConfig();
        config.setJdbcUrl(postgres.getJdbcUrl("postgres", database));
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(1);
        if (first != null) {
            config.setConnectionInitSql(first);
        }
        return new HikariDataSource(config);
    }

    @Override
    public void close() throws SQLException {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new SQLException("PostgreSQL does not stop", e);
        }
    }
}
